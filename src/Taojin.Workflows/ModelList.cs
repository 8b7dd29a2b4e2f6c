using Taojin.Data;
using Taojin.Mining.Evaluation;

namespace Taojin.Workflows;

/// <summary>A stored version in a list.</summary>
/// <param name="Version">Such as <c>recommend/item-knn/000002</c>.</param>
/// <param name="IsBaseline">Whether it is itself a baseline.</param>
/// <param name="Aliases">Names under which it answers now.</param>
public sealed record ModelEntry(string Version, bool IsBaseline, IReadOnlyList<string> Aliases)
{
    /// <summary>Its main metric; null when it was not judged.</summary>
    public MetricValue? Metric { get; init; }

    /// <summary>Whether it beats its baselines; null when that was not looked at.</summary>
    public bool? IsPassed { get; init; }

    /// <summary>Why, in English.</summary>
    public string? Gate { get; init; }

    /// <summary>Why, in Chinese.</summary>
    public string? GateZh { get; init; }

    /// <summary>When it was written.</summary>
    public Instant WrittenAt { get; init; }

    /// <summary>Where it is tried out, and with which share of the users.</summary>
    public IReadOnlyList<CanaryPlace> Canaries { get; init; } = [];

    /// <summary>How it was last taken back; null when it was not, or answers again.</summary>
    public TakenBack? TakenBack { get; init; }

    /// <summary>All versions of a shop, by task, name and number.</summary>
    public static IReadOnlyList<ModelEntry> Of(Mine mine)
    {
        var aliases = mine.Models.Aliases();
        var published = mine.Models.Publications().SelectMany(each => each.Value.Select(publication => (Alias: each.Key, Publication: publication))).ToLookup(each => each.Publication.Version, StringComparer.Ordinal);
        return [.. mine.Models.Versions().Select(version =>
        {
            var card = mine.Models.CardOf(version);
            return new ModelEntry(version.ToString(), card.IsBaseline, [.. aliases.Where(alias => alias.Value == version).Select(alias => alias.Key)])
            {
                Metric = card.Metrics is [var main, ..] ? main : null, IsPassed = card.Gate?.IsPassed, Gate = card.Gate?.Text, GateZh = card.Gate?.TextZh, WrittenAt = card.WrittenAt,
                Canaries = [.. published[version.ToString()].Where(each => each.Publication.IsCanary).Select(each => new CanaryPlace(each.Alias, each.Publication.Share ?? 0))],
                TakenBack = published[version.ToString()].LastOrDefault() is { Alias: { } alias, Publication.Ended: { } why } ? new(alias, why.Time, why.Code, why.Text, why.TextZh) : null,
            };
        })];
    }
}

/// <summary>Where a version is tried out.</summary>
/// <param name="Alias">The alias.</param>
/// <param name="Share">Share of the users whom it answers.</param>
public sealed record CanaryPlace(string Alias, double Share);

/// <summary>How a version was taken back.</summary>
/// <param name="Alias">From which alias.</param>
/// <param name="Time">When.</param>
/// <param name="Code"><c>person</c>, <c>replaced</c>, or what the guard found.</param>
/// <param name="Text">Why, in English.</param>
/// <param name="TextZh">Why, in Chinese.</param>
public sealed record TakenBack(string Alias, Instant Time, string Code, string Text, string TextZh);
