using System.ComponentModel.DataAnnotations;

namespace Taojin.Mining.Learning;

/// <summary>Who teaches, and the small network that learns.</summary>
public sealed record DistilledOptions
{
    /// <summary>Names of the algorithms that teach; the mean of their log-odds is what is taught.</summary>
    [MinLength(1), MaxLength(16)] public IReadOnlyList<string> Teachers { get; init; } = ["gradient-boosting", "interest-network"];

    /// <summary>Share of what the teachers say in what is learned; the rest is the outcome itself.</summary>
    [Range(0, 1)] public double TeacherShare { get; init; } = 0.7;

    /// <summary>Units of each hidden layer.</summary>
    [MinLength(1), MaxLength(8)] public IReadOnlyList<int> Layers { get; init; } = [32];

    /// <summary>Most passes over the rows.</summary>
    [Range(1, 10_000)] public int Epochs { get; init; } = 12;

    /// <summary>Rows of a step.</summary>
    [Range(1, 1_000_000)] public int BatchSize { get; init; } = 128;

    /// <summary>Step width of Adam at the start.</summary>
    [Range(1e-7, 1)] public double LearningRate { get; init; } = 4e-3;

    /// <summary>How weights are kept and served.</summary>
    public NetworkPrecision Precision { get; init; }
}
