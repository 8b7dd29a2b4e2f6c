using System.ComponentModel.DataAnnotations;

namespace Taojin.Mining.Purchase;

/// <summary>Which pairs become rows.</summary>
public sealed record PurchaseRowsOptions
{
    /// <summary>Negatives kept for each positive of a training cut; the prior is corrected afterwards.</summary>
    [Range(1, 10_000)] public double NegativesPerPositive { get; init; } = 20;

    /// <summary>Only pairs touched within so many days before the cut.</summary>
    [Range(1, 10_000)] public double LookbackDays { get; init; } = 30;

    /// <summary>Most validation rows; above it a seeded share of all rows is kept, positives and negatives alike.</summary>
    [Range(1000, 100_000_000)] public int ValidationRows { get; init; } = 300_000;
}
