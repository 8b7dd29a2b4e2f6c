namespace Taojin.Mining.Evaluation;

/// <summary>All that was measured of one model, ready to be compared with another that was judged on the same cases with the same seed.</summary>
/// <param name="Metrics">Each metric with its interval, the main one first.</param>
/// <param name="Replicates">The main metric over the resamples, in their order.</param>
public sealed record ModelScore(IReadOnlyList<MetricValue> Metrics, double[] Replicates)
{
    /// <summary>The metric that decides.</summary>
    public MetricValue Main => Metrics[0];

    /// <summary>How much better this model is than another on the main metric, with a paired interval.</summary>
    public MetricValue Against(ModelScore other) => Bootstrap.Interval(
        $"Δ {Main.Name}", Main.Value - other.Main.Value, Replicates.Zip(other.Replicates, (ours, theirs) => ours - theirs), Main.Cases);
}
