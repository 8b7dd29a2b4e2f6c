using Taojin.Numerics;

namespace Taojin.Mining.Learning.Search;

/// <summary>Proposes a point where good trials lie dense and others do not (TPE: Bergstra, Bardenet, Bengio &amp; Kégl 2011, Algorithms for hyper-parameter optimization, NIPS).</summary>
internal static class ParzenProposal
{
    private const double GoodShare = 0.25, LeastWidth = 0.05;
    private const int Candidates = 24;

    /// <summary>Draws candidates around good trials and gives the one whose density among them, over that among the others, is largest.</summary>
    /// <param name="space">The options.</param>
    /// <param name="past">What was judged; of a trial on several rungs the highest counts, and only its rank against trials of the same rung.</param>
    /// <param name="chance">Draws the candidates.</param>
    public static double[] Draw(SearchSpace space, IReadOnlyList<SearchResult> past, SplitMix64 chance)
    {
        var (good, others) = Parted(past);
        var (best, point) = (double.NegativeInfinity, Array.Empty<double>());
        for (var candidate = 0; candidate < Candidates; candidate++)
        {
            var around = good[chance.NextInt32(good.Count)];
            var drawn = new double[space.Dimensions.Count];
            for (var place = 0; place < drawn.Length; place++)
                drawn[place] = Near(around[place], Width(good.Count), ref chance);
            var ratio = LogDensity(drawn, good) - LogDensity(drawn, others);
            if (ratio > best)
                (best, point) = (ratio, drawn);
        }
        return point;
    }

    private static (List<double[]> Good, List<double[]> Others) Parted(IReadOnlyList<SearchResult> past)
    {
        var highest = past.GroupBy(result => result.Trial).Select(trial => trial.MaxBy(result => result.Rung)!);
        var ordered = highest.OrderByDescending(result => result.Rung).ThenByDescending(result => double.IsFinite(result.Value) ? result.Value : double.NegativeInfinity).ThenBy(result => result.Trial)
            .Select(result => result.Point.ToArray()).ToList();
        var count = Math.Max(1, (int)Math.Ceiling(GoodShare * ordered.Count));
        return (ordered[..count], ordered[count..]);
    }

    private static double Width(int points) => Math.Max(LeastWidth, 0.5 / Math.Sqrt(points + 1));

    /// <summary>A normal draw that is mirrored at the borders.</summary>
    private static double Near(double centre, double width, ref SplitMix64 chance)
    {
        var value = Math.Abs(centre + (width * chance.NextNormal())) % 2;
        return Math.Min(value <= 1 ? value : 2 - value, Math.BitDecrement(1.0));
    }

    /// <summary>Mean of products of normal kernels and of the uniform density, which keeps empty places possible.</summary>
    private static double LogDensity(double[] point, List<double[]> points)
    {
        var (sum, width) = (1.0, Width(points.Count));
        foreach (var centre in points)
        {
            var product = 1.0;
            for (var place = 0; place < point.Length; place++)
            {
                var distance = (point[place] - centre[place]) / width;
                product *= Math.Exp(-0.5 * distance * distance) / (width * Math.Sqrt(2 * Math.PI));
            }
            sum += product;
        }
        return Math.Log(sum / (points.Count + 1));
    }
}
