using Taojin.Data;

namespace Taojin.Mining.Features;

/// <summary>What there is to know of a feature.</summary>
/// <param name="Name">Name in files, in kebab-case.</param>
/// <param name="Columns">Its columns, in order.</param>
/// <param name="Create">Makes one with nothing observed.</param>
public sealed record FeatureCard(string Name, IReadOnlyList<FeatureColumn> Columns, Func<FeatureSettings, IFeature> Create)
{
    /// <summary>Whether it is left out unless <see cref="FeatureSettings.HasTrail"/> asks for it.</summary>
    public bool IsOnRequest { get; init; }

    /// <summary>Whether it says the same of an item whoever is asked about.</summary>
    public bool IsOfItem { get; init; }

    /// <summary>How often a server of several looks for events that the others took.</summary>
    public static TimeSpan ShopDelay { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Whose events it needs: a cluster that parts users keeps the user's own exact, and the shop's with a delay.</summary>
    public FeatureScope Scope { get; init; }

    /// <summary>How far what it says on a cluster may lie behind the last acknowledged event: not at all for the user's own, which the owner of the user says; for the shop's, <see cref="ShopDelay"/> and the time of reading, since each server has them from its own copy of the log.</summary>
    public TimeSpan Delay => Scope == FeatureScope.User ? TimeSpan.Zero : ShopDelay;
}

/// <summary>Whose events a feature needs.</summary>
public enum FeatureScope
{
    /// <summary>Those of all users.</summary>
    Shop,

    /// <summary>Those of the user that it is read for, and no others.</summary>
    User,
}

/// <summary>One column that a feature writes.</summary>
/// <param name="Name">Name in tables, in snake_case.</param>
/// <param name="Unit">Unit, such as <c>events</c>, <c>hours</c>, <c>share</c>.</param>
/// <param name="Meaning">What it says, in English, so that it can stand in a reason.</param>
/// <param name="MeaningZh">The same in Chinese.</param>
/// <param name="Default">Value when nothing was observed.</param>
public sealed record FeatureColumn(string Name, string Unit, string Meaning, string MeaningZh, float Default = 0);

/// <summary>What features must agree on.</summary>
public sealed record FeatureSettings
{
    /// <summary>The shop's days and hours.</summary>
    public ShopCalendar Calendar { get; init; }

    /// <summary>Whether what users touched last is remembered item by item, for models that look at histories.</summary>
    public bool HasTrail { get; init; }

    /// <summary>Only features of this scope; all of them when null.</summary>
    public FeatureScope? Scope { get; init; }

    /// <summary>The items, for features that need more of them than an index; the replay sets it.</summary>
    public Catalogue? Items { get; init; }
}
