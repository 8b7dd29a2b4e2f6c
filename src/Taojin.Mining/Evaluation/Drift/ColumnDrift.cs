namespace Taojin.Mining.Evaluation.Drift;

/// <summary>How far one column has moved.</summary>
/// <param name="Name">Name of the column.</param>
/// <param name="Index">Population stability index; NaN where there are no values.</param>
/// <param name="ByChance">What samples of these sizes from one distribution give on average.</param>
/// <param name="Then">Values of the training.</param>
/// <param name="Now">Values of today.</param>
public sealed record ColumnDrift(string Name, double Index, double ByChance, long Then, long Now)
{
    /// <summary><c>stable</c>, <c>some</c> or <c>much</c>; <c>unknown</c> where there are no values. What chance alone explains is stable.</summary>
    public string Level => double.IsNaN(Index) ? "unknown"
        : Index < StabilityIndex.Some || Index < 3 * ByChance ? "stable"
        : Index < StabilityIndex.Much ? "some"
        : "much";

    /// <summary>Of labels, the share that came true then; null for other columns.</summary>
    public double? ShareThen { get; init; }

    /// <summary>Of labels, the share that came true now; null for other columns.</summary>
    public double? ShareNow { get; init; }

    /// <summary>Upper ends of the classes but the last, ascending; empty for labels. Shape [classes − 1].</summary>
    public IReadOnlyList<float> Edges { get; init; } = [];

    /// <summary>Values of the training in each class, the missing ones left out; shape [classes], empty for labels.</summary>
    public IReadOnlyList<long> CountsThen { get; init; } = [];

    /// <summary>Values of today in each class, the missing ones left out; shape [classes], empty for labels.</summary>
    public IReadOnlyList<long> CountsNow { get; init; } = [];

    /// <summary>Compares a column with its values of today.</summary>
    public static ColumnDrift Of(BinnedColumn then, IEnumerable<float> values)
    {
        var now = then.With(values);
        return new(then.Name, StabilityIndex.Of(then, now), StabilityIndex.ByChance(then.Counts.Count, then.Total, now.Total), then.Total, now.Total) { Edges = then.Edges, CountsThen = then.Counts, CountsNow = now.Counts };
    }
}
