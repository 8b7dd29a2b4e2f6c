using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Purchase;

/// <summary>Rows to learn from, rows to judge by, and the features as they stand behind them.</summary>
public sealed record PurchaseData
{
    /// <summary>Rows of the training cuts, with those of the validation cut inside.</summary>
    public required LabelledTable Train { get; init; }

    /// <summary>All rows of the test cut.</summary>
    public required PurchaseTest Test { get; init; }

    /// <summary>Features with everything before the test cut observed.</summary>
    public required FeatureReplay State { get; init; }

    /// <summary>Pairs at the training cuts, before negatives were left out.</summary>
    public required long TrainPairs { get; init; }
}

/// <summary>Rows that were not learned from.</summary>
public sealed record PurchaseTest
{
    /// <summary>What was known of each row at the cut.</summary>
    public required FeatureTable Features { get; init; }

    /// <summary>Whether it was bought within the horizon, shape [rows].</summary>
    public required bool[] Labels { get; init; }

    /// <summary>Index of each row's user, shape [rows].</summary>
    public required int[] Users { get; init; }

    /// <summary>Index of each row's item, shape [rows].</summary>
    public required int[] Items { get; init; }

    /// <summary>When the rows were read.</summary>
    public required Instant Cut { get; init; }
}
