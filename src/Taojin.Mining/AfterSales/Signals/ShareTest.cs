namespace Taojin.Mining.AfterSales.Signals;

/// <summary>Tests of shares and counts, exact where they are small, and what becomes of them when many are made at once.</summary>
public static class ShareTest
{
    private const double Z95 = 1.959963984540054;

    /// <summary>Probability of at least so many of <paramref name="trials"/> when each comes true with <paramref name="probability"/>; exact.</summary>
    public static double AtLeast(int successes, int trials, double probability)
    {
        if (successes <= 0)
            return 1;
        if (probability is <= 0 or >= 1)
            return probability <= 0 ? 0 : 1;
        var (log, sum) = (LogTerm(successes, trials, probability), 0.0);
        var term = Math.Exp(log);
        for (var count = successes; count <= trials; count++)
        {
            sum += term;
            if (term < sum * 1e-17)
                break;
            term *= (trials - count) / (double)(count + 1) * (probability / (1 - probability));
        }
        return Math.Min(1, sum);
    }

    /// <summary>
    /// Probability that at least so many of the complaints fall into the later part when the rate has not changed: given their sum, the
    /// later ones are binomial with the later part's share of the exposure (Przyborowski &amp; Wilenski 1940, doi:10.2307/2332612).
    /// </summary>
    /// <param name="later">Complaints and orders of the later part.</param>
    /// <param name="earlier">Complaints and orders of the earlier part.</param>
    public static double Risen((int Complaints, double Orders) later, (int Complaints, double Orders) earlier) =>
        later.Orders <= 0 || earlier.Orders <= 0 ? 1 : AtLeast(later.Complaints, later.Complaints + earlier.Complaints, later.Orders / (later.Orders + earlier.Orders));

    /// <summary>Wilson's 95 % interval of a share (1927, doi:10.2307/2276774).</summary>
    public static (double Low, double High) Interval(int successes, double trials)
    {
        if (trials <= 0)
            return (0, 1);
        var share = Math.Min(1, successes / trials);
        var middle = share + (Z95 * Z95 / (2 * trials));
        var half = Z95 * Math.Sqrt((share * (1 - share) / trials) + (Z95 * Z95 / (4 * trials * trials)));
        var scale = 1 + (Z95 * Z95 / trials);
        return (Math.Max(0, (middle - half) / scale), Math.Min(1, (middle + half) / scale));
    }

    /// <summary>Which of many tests stand when at most a share of those that stand may be false (Benjamini &amp; Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x).</summary>
    /// <param name="values">Their p-values.</param>
    /// <param name="falseShare">The share, such as 0.05.</param>
    public static bool[] Standing(IReadOnlyList<double> values, double falseShare)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(index => values[index]).ToArray();
        var last = order.Length - 1;
        while (last >= 0 && values[order[last]] > falseShare * (last + 1) / values.Count)
            last--;
        var standing = new bool[values.Count];
        for (var place = 0; place <= last; place++)
            standing[order[place]] = true;
        return standing;
    }

    private static double LogTerm(int successes, int trials, double probability) =>
        LogFactorial(trials) - LogFactorial(successes) - LogFactorial(trials - successes) + (successes * Math.Log(probability)) + ((trials - successes) * Math.Log(1 - probability));

    /// <summary>ln n!, by Stirling's series from 20 on, right to 15 digits.</summary>
    private static double LogFactorial(int n)
    {
        if (n < 20)
            return Enumerable.Range(1, Math.Max(1, n)).Sum(factor => Math.Log(factor));
        double x = n + 1;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (1 / (12 * x)) - (1 / (360 * x * x * x)) + (1 / (1260 * Math.Pow(x, 5)));
    }
}
