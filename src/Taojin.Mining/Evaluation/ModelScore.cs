namespace Taojin.Mining.Evaluation;

/// <summary>All that was measured of one model, ready to be compared with another that was judged on the same cases with the same seed.</summary>
/// <param name="Metrics">Each metric with its interval, the main one first.</param>
/// <param name="Replicates">The main metric over the resamples, in their order.</param>
public sealed record ModelScore(IReadOnlyList<MetricValue> Metrics, double[] Replicates)
{
    /// <summary>How past and test were parted; null where there is only one way.</summary>
    public SplitName? Split { get; init; }

    /// <summary>The same for parts of the users and items: by how much is known of them. Empty where it was not asked for.</summary>
    public IReadOnlyList<SegmentScore> Segments { get; init; } = [];

    /// <summary>A metric by its name.</summary>
    /// <exception cref="ArgumentException">It was not measured.</exception>
    public MetricValue this[string name] => Metrics.FirstOrDefault(metric => metric.Name == name) ?? throw new ArgumentException($"'{name}' was not measured.", nameof(name));

    /// <summary>The metric that decides.</summary>
    public MetricValue Main => Metrics[0];

    /// <summary>How much better this model is than another on the main metric, with a paired interval.</summary>
    public MetricValue Against(ModelScore other) => Bootstrap.Interval(
        $"Δ {Main.Name}", Main.Value - other.Main.Value, Replicates.Zip(other.Replicates, (ours, theirs) => ours - theirs), Main.Cases);
}

/// <summary>What a model reached for a part of the users or items.</summary>
/// <param name="Name">Which part, in English, such as <c>Hot users, 1–4 events</c>.</param>
/// <param name="NameZh">Which part, in Chinese.</param>
/// <param name="Metrics">NDCG@10, HR@10 and Recall@20 with their intervals; empty when the model cannot score this part.</param>
public sealed record SegmentScore(string Name, string NameZh, IReadOnlyList<MetricValue> Metrics)
{
    /// <summary>NDCG@10, or null when the model cannot score this part.</summary>
    public MetricValue? Main => Metrics is [var first, ..] ? first : null;
}
