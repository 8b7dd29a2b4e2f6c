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
