namespace Taojin.Mining.Evaluation.Drift;

/// <summary>How far a distribution has moved: the population stability index, Σ (a − e) ln(a ÷ e) over the classes with shares e then and a now.</summary>
/// <remarks>
/// It is the symmetric Kullback-Leibler divergence of the two (Jeffreys). By custom of credit scoring below 0.1 little has changed and above
/// 0.25 much has (Siddiqi, Credit Risk Scorecards, 2006); samples of m and n values from one distribution over B classes give
/// (B − 1)(1 ÷ m + 1 ÷ n) on average (Yurdakul, Statistical Properties of Population Stability Index, 2018), which <see cref="ByChance"/> says.
/// Each class counts half a value more than it has, so that an empty one is finite. Missing values are one class more where either side has some.
/// </remarks>
public static class StabilityIndex
{
    /// <summary>From here on a distribution has moved some.</summary>
    public const double Some = 0.1;

    /// <summary>From here on it has moved much.</summary>
    public const double Much = 0.25;

    /// <summary>The index of two samples between the same edges; 0: they are alike.</summary>
    /// <param name="then">The sample of the training.</param>
    /// <param name="now">The sample of today.</param>
    /// <returns>NaN when either is empty.</returns>
    /// <exception cref="ArgumentException">They do not have the same classes.</exception>
    public static double Of(BinnedColumn then, BinnedColumn now)
    {
        if (then.Counts.Count != now.Counts.Count)
            throw new ArgumentException($"{then.Counts.Count} classes cannot be compared with {now.Counts.Count}.", nameof(now));
        var (earlier, later) = (Classes(then, now), Classes(now, then));
        return Of(earlier, later);
    }

    /// <summary>The index of two lists of counts.</summary>
    /// <param name="then">Counts of the training, shape [classes].</param>
    /// <param name="now">Counts of today, shape [classes].</param>
    /// <returns>NaN when either is empty.</returns>
    public static double Of(IReadOnlyList<long> then, IReadOnlyList<long> now)
    {
        var (before, after) = (then.Sum(), now.Sum());
        if (before == 0 || after == 0)
            return double.NaN;
        var (sum, half) = (0.0, 0.5 * then.Count);
        for (var place = 0; place < then.Count; place++)
        {
            var (e, a) = ((then[place] + 0.5) / (before + half), (now[place] + 0.5) / (after + half));
            sum += (a - e) * Math.Log(a / e);
        }
        return sum;
    }

    /// <summary>What two samples of one distribution give on average.</summary>
    public static double ByChance(int classes, long then, long now) => then == 0 || now == 0 ? double.NaN : (classes - 1) * ((1.0 / then) + (1.0 / now));

    private static IReadOnlyList<long> Classes(BinnedColumn column, BinnedColumn other) => column.Missing + other.Missing > 0 ? [.. column.Counts, column.Missing] : column.Counts;
}
