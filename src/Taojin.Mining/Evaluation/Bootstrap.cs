using Taojin.Numerics;

namespace Taojin.Mining.Evaluation;

/// <summary>Resamples of cases by independent Poisson(1) weights, the same for every model that is judged with the same seed.</summary>
/// <remarks>Chamandy et al., "Estimating uncertainty for massive data streams", Google 2012. One case is a user, with all its rows.</remarks>
public static class Bootstrap
{
    /// <summary>Resamples unless told otherwise.</summary>
    public const int Replicates = 200;

    private const double LowShare = 0.025, HighShare = 0.975;

    /// <summary>How often each case stands in a resample, shape [cases].</summary>
    public static byte[] Weights(ulong seed, int replicate, int cases)
    {
        var chance = SplitMix64.Stream(seed, "evaluation/bootstrap", replicate);
        var weights = new byte[cases];
        for (var index = 0; index < cases; index++)
            weights[index] = Poisson(chance.NextDouble());
        return weights;
    }

    /// <summary>A measured value with its percentile interval.</summary>
    /// <param name="name">Name of the metric.</param>
    /// <param name="value">Value over all cases.</param>
    /// <param name="replicates">Values over the resamples; NaN ones (a resample without any positive) are left out.</param>
    /// <param name="cases">Number of cases.</param>
    public static MetricValue Interval(string name, double value, IEnumerable<double> replicates, int cases)
    {
        var sorted = replicates.Where(each => !double.IsNaN(each)).Order().ToArray();
        return sorted.Length == 0
            ? new(name, value, double.NaN, double.NaN, cases)
            : new(name, value, At(sorted, LowShare), At(sorted, HighShare), cases);
    }

    private static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    private static byte Poisson(double uniform)
    {
        var (count, term) = ((byte)0, Math.Exp(-1));
        for (var sum = term; uniform > sum && count < 20; sum += term)
            term /= ++count;
        return count;
    }
}
