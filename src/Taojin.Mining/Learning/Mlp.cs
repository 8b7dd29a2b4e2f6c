using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning.Search;

namespace Taojin.Mining.Learning;

/// <summary>Shape of a multi-layer perceptron and how it is trained.</summary>
public sealed record MlpOptions
{
    /// <summary>Units of each hidden layer.</summary>
    [MinLength(1), MaxLength(8)] public IReadOnlyList<int> Layers { get; init; } = [128, 64];

    /// <summary>Share of hidden units left out of each training step.</summary>
    [SearchRange(0, 0.6)] [Range(0, 0.9)] public double Dropout { get; init; }

    /// <summary>L1 penalty on the weights.</summary>
    [SearchRange(0, 1e-4)] [Range(0, 1)] public double L1 { get; init; }

    /// <summary>L2 penalty on the weights (decoupled weight decay).</summary>
    [SearchRange(1e-6, 0.1)] [Range(0, 1)] public double L2 { get; init; } = 1e-4;

    /// <summary>Share of a label that is moved to the other outcome: targets are s ÷ 2 and 1 − s ÷ 2 (Szegedy et al. 2016, doi:10.1109/CVPR.2016.308). Probabilities come nearer to ½ unless validation rows calibrate them.</summary>
    [Range(0, 0.5)] public double LabelSmoothing { get; init; }

    /// <summary>Each step learns from mixtures of two rows, λ of one and 1 − λ of the other with λ from Beta(α, α); 0 mixes nothing (Zhang et al. 2018, arXiv:1710.09412).</summary>
    [Range(0, 1)] public double MixUp { get; init; }

    /// <summary>Length of the vector that stands for each category of a column; 0: one input a category.</summary>
    [Range(0, 256)] public int CategoryFactors { get; init; }

    /// <summary>Whether a linear model of the inputs is added to the network (Cheng et al. 2016, doi:10.1145/2988450.2988454).</summary>
    public bool Wide { get; init; }

    /// <summary>Layers of products of inputs beside the hidden layers (Wang et al. 2021, doi:10.1145/3442381.3450078); 0: none.</summary>
    [Range(0, 8)] public int CrossLayers { get; init; }

    /// <summary>How weights are kept and served.</summary>
    public NetworkPrecision Precision { get; init; }

    /// <summary>Rows of a step.</summary>
    [SearchRange(32, 1024)] [Range(1, 1_000_000)] public int BatchSize { get; init; } = 512;

    /// <summary>Most passes over the rows.</summary>
    [SearchRange(3, 30)] [Range(1, 10_000)] public int Epochs { get; init; } = 10;

    /// <summary>Stops when the validation log-loss has not fallen for so many epochs; without validation rows all epochs are run.</summary>
    [Range(1, 10_000)] public int Patience { get; init; } = 3;

    /// <summary>Step width of Adam at the start.</summary>
    [SearchRange(1e-4, 1e-2)] [Range(1e-7, 1)] public double LearningRate { get; init; } = 2e-3;

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
