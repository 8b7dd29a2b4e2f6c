namespace Taojin.Workflows.Serving.Lists;

/// <summary>An item on its way through the steps of a list.</summary>
internal sealed class Candidate
{
    public required string ItemId { get; init; }

    /// <summary>Index in the shop, or -1 when only the model knows it.</summary>
    public required int Item { get; init; }

    /// <summary>Who retrieved it, the first one is the one whose reasons it is shown with.</summary>
    public required List<Retrieved> By { get; init; }

    /// <summary>Value by which the list is ordered.</summary>
    public double Value { get; set; }

    /// <summary>Probability that the user buys it, once it was asked for.</summary>
    public double? PurchaseProbability { get; set; }

    /// <summary>How the value came about, in order.</summary>
    public List<ScorePart> Parts { get; } = [];

    /// <summary>Probability that it comes to its place, whatever chance puts before it; null when it cannot be told.</summary>
    public double? Propensity { get; set; } = 1;

    /// <summary>Why it stands where it stands, when its value alone does not say; null otherwise.</summary>
    public string? PlacedBy { get; set; }
}

/// <summary>One recommender's word for an item.</summary>
/// <param name="Source">The recommender.</param>
/// <param name="Index">The item by the model's indexes.</param>
/// <param name="Score">Its score.</param>
/// <param name="Rank">Its rank among what may be shown, from 1.</param>
internal sealed record Retrieved(PublishedRecommender Source, int Index, float Score, int Rank);

/// <summary>A step of a value.</summary>
/// <param name="Name">What it is: <c>relevance</c>, <c>purchase probability</c>, <c>margin</c>, <c>kept</c>, <c>boost …</c>, <c>shown before</c>.</param>
/// <param name="Value">The first is the start, each further one multiplies.</param>
public sealed record ScorePart(string Name, double Value);
