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

    /// <summary>All versions of a shop, by task, name and number.</summary>
    public static IReadOnlyList<ModelEntry> Of(Mine mine)
    {
        var aliases = mine.Models.Aliases();
        return [.. mine.Models.Versions().Select(version =>
        {
            var card = mine.Models.CardOf(version);
            return new ModelEntry(version.ToString(), card.IsBaseline, [.. aliases.Where(alias => alias.Value == version).Select(alias => alias.Key)])
            {
                Metric = card.Metrics is [var main, ..] ? main : null, IsPassed = card.Gate?.IsPassed, Gate = card.Gate?.Text, GateZh = card.Gate?.TextZh, WrittenAt = card.WrittenAt,
            };
        })];
    }
}
