using System.ComponentModel.DataAnnotations;

namespace Taojin.Mining.Marketing.Value;

/// <summary>How far a likelihood is climbed.</summary>
public sealed record LikelihoodOptions
{
    /// <summary>At most so many steps of the search.</summary>
    [Range(1, 10_000)] public int MostSteps { get; init; } = 300;

    /// <summary>The search ends when no slope of the mean log-likelihood exceeds this.</summary>
    [Range(1e-14, 1e-2)] public double Tolerance { get; init; } = 1e-10;
}
