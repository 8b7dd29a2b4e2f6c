using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Purchase;

/// <summary>Shape of the interest network and how it is trained.</summary>
public sealed record InterestNetworkOptions
{
    /// <summary>Length of an item's vector.</summary>
    [Range(1, 512)] public int ItemFactors { get; init; } = 8;

    /// <summary>Length of a category's vector.</summary>
    [Range(1, 512)] public int CategoryFactors { get; init; } = 8;

    /// <summary>Places that ids of items are hashed to.</summary>
    [Range(1, 1_048_576)] public int ItemBuckets { get; init; } = 16_384;

    /// <summary>Places that ids of categories are hashed to.</summary>
    [Range(1, 1_048_576)] public int CategoryBuckets { get; init; } = 2_048;

    /// <summary>Hidden units of the attention.</summary>
    [Range(1, 4096)] public int Attention { get; init; } = 24;

    /// <summary>Units of each hidden layer.</summary>
    [MinLength(1), MaxLength(8)] public IReadOnlyList<int> Layers { get; init; } = [64, 32];

    /// <summary>Share of hidden units left out of each training step.</summary>
    [Range(0, 0.9)] public double Dropout { get; init; } = 0.1;

    /// <summary>Share of the numbers of item and category vectors left out of each training step: rare ids teach little but themselves.</summary>
    [Range(0, 0.9)] public double EmbeddingDropout { get; init; } = 0.3;

    /// <summary>L1 penalty on the weights of layers.</summary>
    [Range(0, 1)] public double L1 { get; init; }

    /// <summary>L2 penalty on all weights (decoupled weight decay).</summary>
    [Range(0, 1)] public double L2 { get; init; } = 1e-3;

    /// <summary>Share of each outcome that is given to the other one in training.</summary>
    [Range(0, 0.5)] public double LabelSmoothing { get; init; }

    /// <summary>Pairs of rows are mixed before the hidden layers, by shares from Beta(a, a) with this a (Verma et al. 2019, arXiv:1806.05236); 0: none.</summary>
    [Range(0, 1)] public double MixUp { get; init; }

    /// <summary>Rows of a step.</summary>
    [Range(1, 1_000_000)] public int BatchSize { get; init; } = 512;

    /// <summary>Most passes over the rows.</summary>
    [Range(1, 10_000)] public int Epochs { get; init; } = 8;

    /// <summary>Stops when the validation log-loss has not fallen for so many epochs; without validation rows all epochs are run.</summary>
    [Range(1, 10_000)] public int Patience { get; init; } = 2;

    /// <summary>Step width of Adam.</summary>
    [Range(1e-7, 1)] public double LearningRate { get; init; } = 1e-3;

    /// <summary>How weights are kept and served.</summary>
    public NetworkPrecision Precision { get; init; }
}

/// <summary>Purchase probability from the fold features and from what the user touched, each touch weighed by what it has to do with the item in question.</summary>
/// <remarks>
/// Zhou et al. 2018, doi:10.1145/3219819.3219823: a small network weighs each of the last items that the user touched against the candidate, and their weighted
/// sum stands beside the candidate and the features in a perceptron. Here the weights also see the kind and age of the touch and whether item or
/// category are the same; ids are hashed, so that new ones are no fault; ReLU stands for Dice. Minimises the log-loss by Adam. Fitted by Taojin.Mining.Torch on one
/// thread: the same bits on one machine and build, probabilities within 1e-4 elsewhere. A row costs sixteen times the attention.
/// </remarks>
public sealed class InterestNetwork : IDescribed<AlgorithmCard>
{
    private InterestNetwork()
    {
    }

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<InterestNetworkOptions, InterestNetworkModel>(
        "interest-network", "Interest network over the history", "兴趣网络（历史注意力）", MiningTask.Purchase, "doi:10.1145/3219819.3219823", create: null) with
    {
        Needs = [DataNeed.ForeseeablePurchases(500), DataNeed.Pairs(10_000)],
        ReadsTrail = true,
    };
}
