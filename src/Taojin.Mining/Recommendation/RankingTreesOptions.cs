using System.ComponentModel.DataAnnotations;

namespace Taojin.Mining.Recommendation;

/// <summary>Which recommenders retrieve candidates, and how these are put in order.</summary>
public sealed record RankingTreesOptions
{
    /// <summary>Names of the algorithms that retrieve, each with its default options; those that score histories, or anybody.</summary>
    [MinLength(1)] public IReadOnlyList<string> Members { get; init; } = ["transitions", "item-knn", "implicit-als", "popular"];

    /// <summary>The best so many of each member are candidates.</summary>
    [Range(1, 10_000)] public int Candidates { get; init; } = 100;

    /// <summary>Share of the pairs, the last ones, that is held back to learn the order from.</summary>
    [Range(0.001, 0.5)] public double ValidationShare { get; init; } = 0.1;

    /// <summary>Most trees.</summary>
    [Range(1, 10_000)] public int Trees { get; init; } = 150;

    /// <summary>Leaves of a tree.</summary>
    [Range(2, 4096)] public int Leaves { get; init; } = 12;

    /// <summary>Share of each tree's answer that is added.</summary>
    [Range(1e-4, 1)] public double LearningRate { get; init; } = 0.06;

    /// <summary>Fewest training rows in a leaf.</summary>
    [Range(1, 1_000_000)] public int RowsPerLeaf { get; init; } = 30;
}
