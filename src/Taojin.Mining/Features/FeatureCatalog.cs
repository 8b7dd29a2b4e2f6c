using Taojin.Mining.Learning;

namespace Taojin.Mining.Features;

/// <summary>All features of this assembly, found by their cards, in the order of their names.</summary>
public static class FeatureCatalog
{
    /// <summary>The cards.</summary>
    public static IReadOnlyList<FeatureCard> Cards { get; } = [.. typeof(FeatureCatalog).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IDescribed<FeatureCard>).IsAssignableFrom(type))
        .Select(type => (FeatureCard)type.GetProperty(nameof(IDescribed<>.Card))!.GetValue(null)!)
        .Where(card => !card.IsOnRequest)
        .OrderBy(card => card.Name, StringComparer.Ordinal)];

    /// <summary>The cards that settings ask for: those of all rows, and behind them the trail where it is wanted.</summary>
    public static IReadOnlyList<FeatureCard> CardsFor(FeatureSettings settings) => settings is { HasTrail: false, Scope: null }
        ? Cards
        : [.. (settings.HasTrail ? Cards.Append(UserTrail.Card) : Cards).Where(card => settings.Scope is null || card.Scope == settings.Scope)];

    /// <summary>Their columns, in the order in which rows hold them.</summary>
    public static IReadOnlyList<FeatureColumn> Columns { get; } = [.. Cards.SelectMany(card => card.Columns)];
}
