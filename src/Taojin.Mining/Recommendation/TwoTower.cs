using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>Shape of the two towers and how they are trained.</summary>
public sealed record TwoTowerOptions
{
    /// <summary>Length of the vectors.</summary>
    [Range(2, 1024)] public int Factors { get; init; } = 64;

    /// <summary>Units of the item tower's hidden layer.</summary>
    [Range(1, 4096)] public int Hidden { get; init; } = 128;

    /// <summary>Characters of the shortest runs that are read.</summary>
    [Range(1, 16)] public int ShortestGram { get; init; } = 2;

    /// <summary>Characters of the longest runs; no fewer than the shortest.</summary>
    [Range(1, 16)] public int LongestGram { get; init; } = 4;

    /// <summary>Characters of a description that are read.</summary>
    [Range(0, 100_000)] public int DescriptionLength { get; init; } = 400;

    /// <summary>Places that words are hashed to.</summary>
    [Range(16, 16_777_216)] public int Buckets { get; init; } = 65_536;

    /// <summary>Share of the training steps in which an item must do without a vector of its own, so that its content learns to stand for it; 1: content alone.</summary>
    [Range(0, 1)] public double OwnDropout { get; init; } = 0.5;

    /// <summary>Share of the hidden units left out of each training step.</summary>
    [Range(0, 0.9)] public double Dropout { get; init; }

    /// <summary>L2 penalty on all weights (decoupled weight decay).</summary>
    [Range(0, 1)] public double L2 { get; init; } = 1e-4;

    /// <summary>What the products of vectors are divided by before the softmax.</summary>
    [Range(0.01, 1)] public double Temperature { get; init; } = 0.07;

    /// <summary>Share of the target that is spread over all candidates.</summary>
    [Range(0, 0.5)] public double LabelSmoothing { get; init; }

    /// <summary>Weight of an item of the history against the one that was touched after it: 1 forgets nothing.</summary>
    [Range(0.01, 1)] public double Decay { get; init; } = 0.9;

    /// <summary>Items of a history that are looked at in training, the last ones.</summary>
    [Range(1, 1000)] public int Length { get; init; } = 30;

    /// <summary>Cases of a step; their targets are the candidates of all.</summary>
    [Range(2, 100_000)] public int BatchSize { get; init; } = 2048;

    /// <summary>Most passes over the cases.</summary>
    [Range(1, 10_000)] public int Epochs { get; init; } = 10;

    /// <summary>Stops when the loss on the last case of every tenth user, which is not learned from, has not fallen for so many epochs.</summary>
    [Range(1, 10_000)] public int Patience { get; init; } = 2;

    /// <summary>Step width of Adam.</summary>
    [Range(1e-7, 1)] public double LearningRate { get; init; } = 3e-3;
}

/// <summary>Two towers: one makes a vector of what an item is, the other of what a user touched, and what lies near is shown. So items are found that nobody has touched.</summary>
/// <remarks>
/// Yi et al. 2019, doi:10.1145/3298689.3346996: softmax over the targets of a batch, corrected by the logarithm of their frequency. The item tower
/// sums the vectors of an item's words (runs of characters of its texts, category, brand, price), adds those of given vectors and, for touched
/// items, one of their own that is left out at random in training (Volkovs, Yu &amp; Poutanen, NIPS 2017), and goes through a hidden layer.
/// The user tower is a linear map of the decayed mean of the history's items, so that each item's part in a score is exact. Fitted by
/// Taojin.Mining.Torch on one thread: the same bits on one machine and build, within 1e-3 elsewhere. A step costs the words of the batch's items.
/// </remarks>
public sealed class TwoTower : IDescribed<AlgorithmCard>
{
    private TwoTower()
    {
    }

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<TwoTowerOptions, TwoTowerModel>(
        "two-tower", "Two towers over item content", "双塔模型（商品内容）", MiningTask.Recommend, "doi:10.1145/3298689.3346996", create: null) with
    {
        Needs = [DataNeed.Users(100), DataNeed.TitledItems(50), DataNeed.Pairs(1000)],
    };
}
