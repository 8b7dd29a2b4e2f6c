using Taojin.Mining.Recommendation.Rules;

namespace Taojin.Mining.Recommendation.Lists;

/// <summary>By what the items of a list are ordered.</summary>
public enum ListObjective
{
    /// <summary>What the retrieving models say.</summary>
    Relevance,

    /// <summary>How probable it is that the user buys it.</summary>
    Purchase,

    /// <summary>What it is expected to earn: probability of a purchase × margin × probability that it is kept.</summary>
    Profit,
}

/// <summary>How chance enters a list.</summary>
public enum ExplorationKind
{
    /// <summary>Each place is given to a random candidate now and then; its probability is logged, so that the log can judge other policies.</summary>
    Epsilon,

    /// <summary>Values are drawn by what is known of clicks on what was shown; items that were shown seldom vary most.</summary>
    Thompson,
}

/// <summary>A rule that raises or lowers the value of the items it holds for.</summary>
/// <param name="When">For which items.</param>
/// <param name="Factor">What their value is multiplied by, above 0.</param>
public sealed record Boost(Rule When, double Factor);

/// <summary>An item that stands at a given place, as long as it may be shown.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Position">The place, from 1.</param>
public sealed record Pin(string ItemId, int Position);

/// <summary>A place where a list stands (home page, product page, basket, e-mail) and how its list is made.</summary>
public sealed record Placement
{
    /// <summary>The placement that answers when none is named: what the published recommender says, new items first.</summary>
    public static Placement Plain { get; } = new() { Name = "default" };

    /// <summary>Its name, in requests and in the log.</summary>
    public required string Name { get; init; }

    /// <summary>Aliases of the recommenders that are asked; with several, an item's value is Σ 1 ÷ (60 + its rank).</summary>
    public IReadOnlyList<string> Retrievers { get; init; } = ["recommend@live"];

    /// <summary>Aliases that are asked one after another while the list is not full.</summary>
    public IReadOnlyList<string> Fallbacks { get; init; } = ["recommend@fallback"];

    /// <summary>Only items for which all of these hold are shown.</summary>
    public IReadOnlyList<Rule> Filters { get; init; } = [];

    /// <summary>What raises or lowers values.</summary>
    public IReadOnlyList<Boost> Boosts { get; init; } = [];

    /// <summary>By what the list is ordered.</summary>
    public ListObjective Objective { get; init; } = ListObjective.Relevance;

    /// <summary>What being unlike the others counts, in [0, 1]; 0 keeps the order of values.</summary>
    public double Diversity { get; init; }

    /// <summary>Most places of one category; 0 for no limit.</summary>
    public int CategoryCap { get; init; }

    /// <summary>What an item's value is multiplied by for each time it was shown to the user within a day and left alone, in (0, 1]; 1 for no rotation.</summary>
    public double Rotation { get; init; } = 1;

    /// <summary>Share of places given to chance, in [0, 1]; 0 for none.</summary>
    public double Exploration { get; init; }

    /// <summary>How chance enters.</summary>
    public ExplorationKind ExplorationKind { get; init; } = ExplorationKind.Epsilon;

    /// <summary>Items with a place of their own.</summary>
    public IReadOnlyList<Pin> Pins { get; init; } = [];

    /// <summary>Whether the order of the retrieving model is the order of the list, so that no more candidates than places are needed.</summary>
    public bool IsPlain => Retrievers.Count == 1 && Boosts.Count == 0 && Objective == ListObjective.Relevance && Diversity == 0 && CategoryCap == 0 && Rotation == 1 && Exploration == 0 && Pins.Count == 0;
}
