using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Value;

/// <summary>How customers are parted.</summary>
public enum RfmMethod
{
    /// <summary>Fifths of each measure, and rules over them that everybody can check.</summary>
    Quantile,

    /// <summary>Clusters of customers that are alike (k-means), named by where their centre lies.</summary>
    KMeans,
}

/// <summary>How segments are made.</summary>
public sealed record RfmOptions
{
    /// <summary>Fifths and rules, or clusters.</summary>
    public RfmMethod Method { get; init; }

    /// <summary>Number of clusters.</summary>
    [Range(2, 50)] public int Clusters { get; init; } = 6;

    /// <summary>Most rounds of k-means.</summary>
    [Range(1, 1000)] public int Rounds { get; init; } = 100;
}

/// <summary>Segments by recency, frequency and money.</summary>
/// <remarks>
/// A customer who bought once counts as frequency 1; money is what all purchases came to; where the first is not known it is taken as worth the mean of the others.
/// Hughes 1994, "Strategic Database Marketing"; k-means++ by Arthur &amp; Vassilvitskii 2007, doi:10.5555/1283383.1283494.
/// </remarks>
public sealed class Rfm(RfmOptions options) : IDescribed<AlgorithmCard>, IEstimator<CustomerSummaries, RfmModel>
{
    private const int Fifths = 5;
    private readonly RfmOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<RfmOptions, RfmModel>(
        "rfm", "Segments (RFM)", "客户分层（RFM）", new("value"), "doi:10.1016/j.eswa.2008.07.018", options => new Rfm(options)) with { Needs = [DataNeed.Users(10)] };

    /// <inheritdoc />
    public RfmModel Fit(CustomerSummaries data, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        if (data.Count == 0)
            throw new TooLittleDataException("There is no customer to part into segments.", "没有可以分层的客户。");
        var measures = Enumerable.Range(0, data.Count).Select(customer => RfmMeasures.Of(data[customer])).ToArray();
        var edges = new double[3 * (Fifths - 1)];
        for (var measure = 0; measure < 3; measure++)
            Edges([.. measures.Select(each => each[measure]).Order()], edges.AsSpan(measure * (Fifths - 1), Fifths - 1));
        return _options.Method == RfmMethod.Quantile ? new(edges, [], []) : Clustered(measures, edges, context);
    }

    /// <summary>A measure's value at each fifth; equal values fall on one side.</summary>
    private static void Edges(double[] sorted, Span<double> edges)
    {
        for (var edge = 0; edge < edges.Length; edge++)
            edges[edge] = sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling((edge + 1) * sorted.Length / (double)Fifths))];
    }

    private RfmModel Clustered(double[][] measures, double[] edges, FitContext context)
    {
        var scaling = new double[6]; // mean and spread of each measure
        for (var measure = 0; measure < 3; measure++)
        {
            var mean = measures.Average(each => each[measure]);
            (scaling[measure], scaling[3 + measure]) = (mean, Math.Max(1e-9, Math.Sqrt(measures.Average(each => Math.Pow(each[measure] - mean, 2)))));
        }
        double[][] points = [.. measures.Select(each => RfmMeasures.Scaled(each, scaling))];
        var centres = KMeans.Fit(points, Math.Min(_options.Clusters, points.Length), _options.Rounds, context);
        return new(edges, scaling, centres);
    }
}

/// <summary>Recency, frequency and money of a customer, larger is better, on scales where ratios count.</summary>
internal static class RfmMeasures
{
    public static double[] Of(in CustomerSummary customer) =>
    [
        -Math.Log(1 + Math.Max(0, customer.Age - customer.LastPurchase)),
        Math.Log(1 + customer.Repeats),
        Math.Log(1 + (double.IsNaN(customer.Spent) ? customer.MeanValue * (1 + customer.Repeats) : customer.Spent)),
    ];

    public static double[] Scaled(double[] measures, double[] scaling) => [.. measures.Select((value, measure) => (value - scaling[measure]) / scaling[3 + measure])];
}
