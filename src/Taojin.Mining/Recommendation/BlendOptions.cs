using System.ComponentModel.DataAnnotations;

namespace Taojin.Mining.Recommendation;

/// <summary>Which recommenders are blended and how.</summary>
public sealed record BlendOptions
{
    /// <summary>Names of the algorithms, each with its default options; those that score histories, or anybody.</summary>
    [MinLength(1)] public IReadOnlyList<string> Members { get; init; } = ["transitions", "item-knn", "implicit-als"];

    /// <summary>One weight a member, at least 0; null to learn them on the last part of the data.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>How scores are made comparable.</summary>
    public BlendScale Scale { get; init; } = BlendScale.Deviation;

    /// <summary>Share of the pairs, the last ones, that is held back to learn weights by.</summary>
    [Range(0.001, 0.5)] public double ValidationShare { get; init; } = 0.1;

    /// <summary>Random weights that are tried before the best are refined.</summary>
    [Range(0, 100_000)] public int Draws { get; init; } = 100;
}
