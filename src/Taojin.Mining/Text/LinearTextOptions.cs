using System.ComponentModel.DataAnnotations;

namespace Taojin.Mining.Text;

/// <summary>Which runs of a text count and how hard their weights are fitted.</summary>
public record LinearTextOptions : TextGramOptions
{
    /// <summary>Weight of a row's loss against the penalty on the weights; more fits closer.</summary>
    [Range(1e-4, 1e4)] public double Cost { get; init; } = 1;

    /// <summary>Most passes over the rows.</summary>
    [Range(1, 1000)] public int Epochs { get; init; } = 20;

    /// <summary>Passes end when no gradient is farther from its optimum; less is more exact and slower.</summary>
    [Range(1e-6, 10)] public double Tolerance { get; init; } = 0.1;
}
