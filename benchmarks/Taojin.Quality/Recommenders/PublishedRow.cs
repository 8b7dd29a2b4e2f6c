namespace Taojin.Quality.Recommenders;

/// <summary>A row that stands in print.</summary>
/// <param name="Model">The model as its authors call it.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Values">Metric and value.</param>
internal sealed record PublishedRow(string Model, string Source, params (string Metric, double Value)[] Values)
{
    /// <summary>The value of a metric, or null.</summary>
    public double? Of(string metric) => Values.Where(each => each.Metric == metric).Select(each => (double?)each.Value).FirstOrDefault();
}
