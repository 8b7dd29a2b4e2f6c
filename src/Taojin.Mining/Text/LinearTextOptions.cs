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

    /// <summary>
    /// How far a run's weight follows what it says of the classes instead of how rare it is: rarity to the power of 1 − this, contrast to the
    /// power of this. About 0.5 serves sentiment and intents; titles are named by rare words, and 0 serves them.
    /// </summary>
    [Range(0, 1)] public double Contrast { get; init; }

    /// <summary>Most megabytes of the stored weights; 0 for as many as there are. Below that, the least important go and the rest take a byte each.</summary>
    [Range(0, 4096)] public double Megabytes { get; init; }
}
