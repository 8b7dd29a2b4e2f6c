namespace Taojin.Numerics;

/// <summary>Intervals and tests of counts.</summary>
public static class Proportion
{
    /// <summary>The 97.5 % point of the normal distribution.</summary>
    public const double Z = 1.959963984540054;

    /// <summary>The 95 % interval of a share (Wilson 1927, doi:10.1080/01621459.1927.10502953); the whole of [0, 1] when there is no case.</summary>
    public static (double Low, double High) Interval(double successes, double cases)
    {
        if (!(cases > 0))
            return (0, 1);
        var (share, square) = (successes / cases, Z * Z);
        var middle = (share + (square / (2 * cases))) / (1 + (square / cases));
        var half = Z / (1 + (square / cases)) * Math.Sqrt((share * (1 - share) / cases) + (square / (4 * cases * cases)));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    /// <summary>Two-sided probability of a standard normal value at least so far from 0.</summary>
    /// <remarks>Abramowitz &amp; Stegun 7.1.26 with its relative form in the tail: absolute error below 2e-7.</remarks>
    public static double TwoSided(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.3275911 * x));
        return Math.Clamp(((((((((1.061405429 * t) - 1.453152027) * t) + 1.421413741) * t) - 0.284496736) * t) + 0.254829592) * t * Math.Exp(-x * x), 0, 1);
    }

    /// <summary>Which of many p-values are discoveries at a false discovery rate.</summary>
    /// <remarks>Benjamini &amp; Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x.</remarks>
    public static bool[] Discoveries(IReadOnlyList<double> pValues, double rate)
    {
        var order = Enumerable.Range(0, pValues.Count).OrderBy(place => pValues[place]).ToArray();
        var last = -1;
        for (var rank = 0; rank < order.Length; rank++)
            if (pValues[order[rank]] <= rate * (rank + 1) / order.Length)
                last = rank;
        var found = new bool[pValues.Count];
        for (var rank = 0; rank <= last; rank++)
            found[order[rank]] = true;
        return found;
    }
}
