using Taojin.Workflows.Serving.Lists;

namespace Taojin.Workflows.Serving;

/// <summary>A list that was made for a user, and where it came from.</summary>
public sealed record RecommendationList
{
    /// <summary>Later events point back to the list by this id.</summary>
    public required string RequestId { get; init; }

    /// <summary>Whom it was made for.</summary>
    public required string UserId { get; init; }

    /// <summary>The placement whose rules made it.</summary>
    public string Placement { get; init; } = "default";

    /// <summary>The arm that made it: of an experiment, such as <c>home-2026/control</c>, or of a version on trial, <c>recommend@live/canary</c> or <c>recommend@live/stable</c>; null outside of both.</summary>
    public string? Arm { get; init; }

    /// <summary>The model that retrieved the items, such as <c>recommend/implicit-als/000003</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Whether the published model had nothing to say, so that another source filled the list.</summary>
    public bool IsFallback { get; init; }

    /// <summary>Version of the model behind the purchase probabilities; null when none is published.</summary>
    public string? PurchaseModel { get; init; }

    /// <summary>The items, best first.</summary>
    public required IReadOnlyList<RecommendedItem> Items { get; init; }

    /// <summary>false when the disk was full, so that what it shows could not be written down and later events cannot be judged against it; null otherwise.</summary>
    public bool? IsLogged { get; init; }

    /// <summary>How the list came about; null unless it was asked for.</summary>
    public ListTrace? Trace { get; init; }
}

/// <summary>One place of a list.</summary>
public sealed record RecommendedItem
{
    /// <summary>Place in the list, from 1.</summary>
    public required int Position { get; init; }

    /// <summary>The item.</summary>
    public required string ItemId { get; init; }

    /// <summary>What to call it.</summary>
    public required string Title { get; init; }

    /// <summary>Score by which the list is ordered; comparable within the list only.</summary>
    public required double Score { get; init; }

    /// <summary>Probability that the user buys it within the model's horizon; null when no purchase model is published.</summary>
    public double? PurchaseProbability { get; init; }

    /// <summary>Probability that it comes to this place, whatever chance puts before it; null when it cannot be told.</summary>
    public double? Propensity { get; init; } = 1;

    /// <summary><c>pin</c> or <c>exploration</c> when its value is not what put it here; null otherwise.</summary>
    public string? PlacedBy { get; init; }

    /// <summary>Why it is here, the strongest reason first; what the reasons contribute, and the rest, add up to the score.</summary>
    public required IReadOnlyList<AnswerReason> Reasons { get; init; }
}

/// <summary>One reason, in both languages.</summary>
/// <param name="Text">In English.</param>
/// <param name="TextZh">In Chinese.</param>
/// <param name="Contribution">Its part in the score or, for a probability, in the log-odds.</param>
public sealed record AnswerReason(string Text, string TextZh, double Contribution);

/// <summary>How probable purchases are.</summary>
public sealed record PredictionList
{
    /// <summary>Whose purchases.</summary>
    public required string UserId { get; init; }

    /// <summary>The model, such as <c>purchase/gradient-boosting/000002</c>.</summary>
    public required string Model { get; init; }

    /// <summary>While a version is tried out, who of the two answered: <c>purchase@live/canary</c> or <c>purchase@live/stable</c>; null otherwise.</summary>
    public string? Arm { get; init; }

    /// <summary>The probabilities concern this many hours from now.</summary>
    public required double HorizonHours { get; init; }

    /// <summary>One prediction an item, the most probable first.</summary>
    public required IReadOnlyList<Prediction> Predictions { get; init; }
}

/// <summary>One probability with its reasons.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Title">What to call it.</param>
/// <param name="Probability">Probability of a purchase within the horizon.</param>
/// <param name="Reasons">What moved it most, the strongest first.</param>
public sealed record Prediction(string ItemId, string Title, double Probability, IReadOnlyList<AnswerReason> Reasons);
