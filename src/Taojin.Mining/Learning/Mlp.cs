using System.ComponentModel.DataAnnotations;

namespace Taojin.Mining.Learning;

/// <summary>Shape of a multi-layer perceptron and how it is trained.</summary>
public sealed record MlpOptions
{
    /// <summary>Units of each hidden layer.</summary>
    [MinLength(1), MaxLength(8)] public IReadOnlyList<int> Layers { get; init; } = [128, 64];

    /// <summary>Share of hidden units left out of each training step.</summary>
    [Range(0, 0.9)] public double Dropout { get; init; }

    /// <summary>L1 penalty on the weights.</summary>
    [Range(0, 1)] public double L1 { get; init; }

    /// <summary>L2 penalty on the weights (decoupled weight decay).</summary>
    [Range(0, 1)] public double L2 { get; init; } = 1e-4;

    /// <summary>Rows of a step.</summary>
    [Range(1, 1_000_000)] public int BatchSize { get; init; } = 512;

    /// <summary>Most passes over the rows.</summary>
    [Range(1, 10_000)] public int Epochs { get; init; } = 10;

    /// <summary>Stops when the validation log-loss has not fallen for so many epochs; without validation rows all epochs are run.</summary>
    [Range(1, 10_000)] public int Patience { get; init; } = 3;

    /// <summary>Step width of Adam at the start.</summary>
    [Range(1e-7, 1)] public double LearningRate { get; init; } = 2e-3;

    /// <summary>How the step width falls.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;
}

/// <summary>How a step width changes over a run.</summary>
public enum LearningRateSchedule
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>It falls to a hundredth along half a cosine.</summary>
    Cosine,
}

/// <summary>A multi-layer perceptron, 128-64-1 with ReLU and sigmoid unless told otherwise. Fitted by Taojin.Mining.Torch, served as ONNX.</summary>
/// <remarks>
/// Minimises the log-loss by Adam (Kingma &amp; Ba 2015, arXiv:1412.6980). The same seed gives the same bits on one machine and build;
/// across machines probabilities agree within 1e-4. Columns go through a signed logarithm and are standardised.
/// </remarks>
public sealed class Mlp : IDescribed<AlgorithmCard>
{
    private Mlp()
    {
    }

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<MlpOptions, MlpModel>(
        "mlp", "Multi-layer perceptron", "多层感知机", MiningTask.Purchase, "arXiv:1412.6980", create: null) with
    {
        Needs = [DataNeed.ForeseeablePurchases(200), DataNeed.Pairs(3000)],
    };
}
