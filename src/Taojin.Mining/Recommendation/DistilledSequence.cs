using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>Who teaches, and the small sequence network that learns.</summary>
public sealed record DistilledSequenceOptions
{
    /// <summary>Names of the algorithms that teach, each with its default options; those that score histories, or anybody.</summary>
    [MinLength(1), MaxLength(16)] public IReadOnlyList<string> Teachers { get; init; } = ["transitions", "item-knn", "graph-filter"];

    /// <summary>What the scores of each teacher count, divided by their deviation; null for all alike.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>The best so many of a list are taught.</summary>
    [Range(1, 1000)] public int Choices { get; init; } = 30;

    /// <summary>Places down a list after which an item is taught a third as often (e⁻¹).</summary>
    [Range(0.1, 1000)] public double RankDecay { get; init; } = 5;

    /// <summary>Length of each item's vector and of every layer between.</summary>
    [Range(4, 1024)] public int Width { get; init; } = 32;

    /// <summary>Share of units left out of each training step.</summary>
    [Range(0, 0.9)] public double Dropout { get; init; } = 0.2;

    /// <summary>What is foretold at each event.</summary>
    public SequenceTarget Target { get; init; } = SequenceTarget.New;

    /// <summary>Passes over the histories.</summary>
    [Range(1, 10_000)] public int Epochs { get; init; } = 30;

    /// <summary>Step width of Adam at the start.</summary>
    [Range(1e-7, 1)] public double LearningRate { get; init; } = 2e-3;

    /// <summary>How the items' vectors are kept and multiplied when served.</summary>
    public NetworkPrecision Precision { get; init; } = NetworkPrecision.Int8;
}

/// <summary>A small sequence network that learned to list what a blend lists: one model and microseconds in the place of many.</summary>
/// <remarks>
/// Beside what came next at each event, the network is told at the end of each history what the teachers list there: an item of their list, drawn anew
/// each epoch, the first ones more often. Over epochs that is the cross-entropy to the teachers' list (Hinton, Vinyals &amp; Dean 2015, arXiv:1503.02531;
/// lists: Tang &amp; Wang 2018, doi:10.1145/3219819.3220021). At the end of a history no teacher knows by heart what comes. Fitted by
/// Taojin.Mining.Torch, served as ONNX. Costs a fit of each teacher, a list a user and the fit of the network.
/// </remarks>
public sealed class DistilledSequence : IDescribed<AlgorithmCard>
{
    private DistilledSequence()
    {
    }

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<DistilledSequenceOptions, SequenceTransformerModel>(
        "distilled-sequence", "Small sequence network taught by a blend", "蒸馏序列小网络", MiningTask.Recommend, "doi:10.1145/3219819.3220021", create: null) with
    {
        Needs = [DataNeed.Users(500), DataNeed.Items(50), DataNeed.Pairs(5000)],
        IsOnRequest = true,
    };
}
