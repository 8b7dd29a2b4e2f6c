using Taojin.Mining.Learning;

namespace Taojin.Mining.Features;

/// <summary>All features of this assembly, found by their cards, in the order of their names.</summary>
public static class FeatureCatalog
{
    /// <summary>The cards.</summary>
    public static IReadOnlyList<FeatureCard> Cards { get; } = [.. typeof(FeatureCatalog).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IDescribed<FeatureCard>).IsAssignableFrom(type))
        .Select(type => (FeatureCard)type.GetProperty(nameof(IDescribed<>.Card))!.GetValue(null)!)
        .OrderBy(card => card.Name, StringComparer.Ordinal)];

    /// <summary>Their columns, in the order in which rows hold them.</summary>
    public static IReadOnlyList<FeatureColumn> Columns { get; } = [.. Cards.SelectMany(card => card.Columns)];
}
