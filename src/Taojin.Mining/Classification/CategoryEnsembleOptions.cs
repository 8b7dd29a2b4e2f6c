using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning.Ensembles;

namespace Taojin.Mining.Classification;

/// <summary>Which models of categories answer together, and how.</summary>
public sealed record CategoryEnsembleOptions
{
    /// <summary>The members: names of algorithms of categories, each with options after a colon where they are not the defaults, such as <c>linear-text:cost=4</c>.</summary>
    [MinLength(1), MaxLength(64)] public IReadOnlyList<string> Members { get; init; } = ["linear-text", "linear-text:longest_characters=0", "linear-text:words=0;longest_characters=6"];

    /// <summary>How their answers become one.</summary>
    public EnsembleMethod Method { get; init; } = EnsembleMethod.Stacking;

    /// <summary>Parts that the rows are cut into: each is foretold by members fitted on the others.</summary>
    [Range(2, 20)] public int Folds { get; init; } = 4;

    /// <summary>A member without which the out-of-fold log-loss would not rise by more than this is dropped.</summary>
    [Range(0, 1)] public double LeastGain { get; init; } = 1e-4;
}
