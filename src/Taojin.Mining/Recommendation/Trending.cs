using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>What counts as now and as usual.</summary>
public sealed record TrendingOptions
{
    /// <summary>After so many days an event counts half of what it does now.</summary>
    [Range(0.01, 3650)] public double HalfLifeDays { get; init; } = 3;

    /// <summary>The same for the longer mean that now is compared with; it should be several times <see cref="HalfLifeDays"/>.</summary>
    [Range(0.01, 36_500)] public double UsualHalfLifeDays { get; init; } = 21;

    /// <summary>Exponent of the growth against the longer mean: 0 leaves it out, 1 shows what doubles before what is twice as popular.</summary>
    [Range(0, 10)] public double GrowthWeight { get; init; } = 0.5;
}

/// <summary>What is touched now, more than it used to be, for everybody the same.</summary>
/// <remarks>
/// With a(h) = Σ 2^(−age ÷ h) over an item's events, ages counted in days from the end of the data, the daily rate over a half-life is
/// ρ(h) = a(h) ÷ (h ÷ ln 2 · (1 − 2^(−span ÷ h))), where span is the length of the data. The score is ρ(now)·((ρ(now) + m) ÷ (ρ(usual) + m))^growth,
/// with m the mean of ρ(now) over items, so that a first touch is not endless growth. Each event counts 1.
/// Popularity at the time of asking: Ji et al. 2020, doi:10.1145/3397271.3401233. One pass over the events.
/// </remarks>
public sealed class Trending(TrendingOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, PopularModel>
{
    private readonly TrendingOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<TrendingOptions, PopularModel>(
        "trending", "Trending", "趋势热门", MiningTask.Recommend, "doi:10.1145/3397271.3401233",
        options => new Trending(options)) with { Needs = [DataNeed.Events(100)] };

    /// <inheritdoc />
    public PopularModel Fit(Interactions data, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var (now, usual) = (Rates(data, _options.HalfLifeDays), Rates(data, _options.UsualHalfLifeDays));
        var mean = Math.Max(1e-12, now.Length == 0 ? 0 : now.Average());
        return new(data.Users, data.Items.Ids, [.. now.Zip(usual, (recent, longer) => (float)(recent * Math.Pow((recent + mean) / (longer + mean), _options.GrowthWeight)))]);
    }

    /// <summary>Events a day of each item, recent days counting more.</summary>
    private static double[] Rates(Interactions data, double halfLife)
    {
        var (rates, span, events) = (new double[data.Items.Count], 0.0, data.Sequences);
        for (var place = 0; place < events.Items.Length; place++)
        {
            var age = Math.Max(0, data.AsOf.HoursSince(events.Times[place]) / 24);
            rates[events.Items[place]] += Math.Pow(0.5, age / halfLife);
            span = Math.Max(span, age);
        }
        var window = halfLife / Math.Log(2) * (1 - Math.Pow(0.5, Math.Max(span, 1e-6) / halfLife));
        return Array.ConvertAll(rates, sum => sum / window);
    }
}
