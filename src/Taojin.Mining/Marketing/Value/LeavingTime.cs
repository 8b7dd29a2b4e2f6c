namespace Taojin.Mining.Marketing.Value;

/// <summary>The two ways of a Pareto/NBD customer, still there or left at some time since the last purchase, with the slopes of their sum.</summary>
/// <remarks>
/// still = (α+T)^−(r+x)·(β+T)^−s, left = s·∫ (α+y)^−(r+x)·(β+y)^−(s+1) dy over y from t_x to T. The variable is ln(α+y); where the
/// integrand has fallen by e⁴⁰ the rest is left out.
/// </remarks>
internal struct LeavingTime
{
    private const double Negligible = 40;
    private static readonly (double Place, double Weight)[] Nodes = GaussLegendre(40);

    /// <summary>ln(still + left).</summary>
    public double LogSum;

    /// <summary>still ÷ (still + left).</summary>
    public double Still;

    /// <summary>Slopes of <see cref="LogSum"/>.</summary>
    public double OfR, OfAlpha, OfS, OfBeta;

    public static LeavingTime Of(ReadOnlySpan<double> parameters, int x, double last, double age)
    {
        var (r, alpha, s, beta) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var (logAge, logAgeBeta) = (Math.Log(alpha + age), Math.Log(beta + age));
        var still = (-(r + x) * logAge) - (s * logAgeBeta);
        var (from, to) = (Math.Log(alpha + last), logAge);
        var most = Math.Max(still, Math.Log(s) - ((r + x) * from) - ((s + 1) * Math.Log(beta + last)) + from);
        if (r + x > 1)
            to = Math.Min(to, from + (Negligible / (r + x - 1)));
        var weight = Math.Exp(still - most);
        var sum = new LeavingTime
        {
            LogSum = weight, Still = weight, OfR = -weight * logAge, OfAlpha = -weight * (r + x) / (alpha + age), OfS = -weight * logAgeBeta, OfBeta = -weight * s / (beta + age),
        };
        var half = (to - from) / 2;
        if (half > 0)
            foreach (var (place, share) in Nodes)
                sum.Add(parameters, x, (from + half + (half * place), share * half, most));
        var total = sum.LogSum;
        return new()
        {
            LogSum = most + Math.Log(total), Still = sum.Still / total, OfR = sum.OfR / total, OfAlpha = sum.OfAlpha / total, OfS = sum.OfS / total, OfBeta = sum.OfBeta / total,
        };
    }

    private void Add(ReadOnlySpan<double> parameters, int x, (double Log, double Share, double Most) node)
    {
        var (r, alpha, s, beta) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var afterAlpha = Math.Exp(node.Log);
        var afterBeta = afterAlpha - alpha + beta;
        var logBeta = Math.Log(afterBeta);
        var weight = s * node.Share * Math.Exp((-(r + x - 1) * node.Log) - ((s + 1) * logBeta) - node.Most);
        LogSum += weight;
        OfR -= weight * node.Log;
        OfAlpha -= weight * (r + x) / afterAlpha;
        OfS += weight * ((1 / s) - logBeta);
        OfBeta -= weight * (s + 1) / afterBeta;
    }

    private static (double Place, double Weight)[] GaussLegendre(int count)
    {
        var nodes = new (double, double)[count];
        for (var index = 0; index < count; index++)
        {
            var (place, slope) = (Math.Cos(Math.PI * (index + 0.75) / (count + 0.5)), 0.0);
            for (var turn = 0; turn < 100; turn++)
            {
                var (before, now) = (1.0, place);
                for (var degree = 2; degree <= count; degree++)
                    (before, now) = (now, (((2 * degree) - 1) * place * now / degree) - ((degree - 1) * before / degree));
                slope = count * ((place * now) - before) / ((place * place) - 1);
                var step = now / slope;
                place -= step;
                if (Math.Abs(step) < 1e-15)
                    break;
            }
            nodes[index] = (place, 2 / ((1 - (place * place)) * slope * slope));
        }
        return nodes;
    }
}
