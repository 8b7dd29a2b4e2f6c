namespace Taojin.Mining.Evaluation.Drift;

/// <summary>What a model's data and scores were like when it was fitted: kept on its card, so that today can be compared with it. Some kilobytes; it holds counts only.</summary>
public sealed record TrainingReference
{
    /// <summary>Moment of the sample, in ISO 8601: what depends on the hour is compared at the same hour.</summary>
    public required DateTimeOffset Cut { get; init; }

    /// <summary>Columns of the data.</summary>
    public required IReadOnlyList<BinnedColumn> Columns { get; init; }

    /// <summary>What the model said of the sample.</summary>
    public required BinnedColumn Score { get; init; }

    /// <summary>Rows that came true and rows that did not; null where there are no labels.</summary>
    public IReadOnlyList<long>? Labels { get; init; }
}
