namespace Taojin.Numerics;

/// <summary>Functions of probability that the framework lacks, in double precision.</summary>
public static class SpecialFunctions
{
    private const double HalfLogTwoPi = 0.91893853320467274178, EnoughForStirling = 12;
    private const int MostTerms = 100_000;
    private static readonly double[] OfLogGamma = [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360];
    private static readonly double[] OfDigamma = [1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760];

    /// <summary>ln Γ(x) for x &gt; 0; NaN otherwise. Relative error below 1e-14.</summary>
    /// <remarks>Recurrence up to 12, then Stirling's series (Abramowitz &amp; Stegun 6.1.40).</remarks>
    public static double LogGamma(double x)
    {
        if (!(x > 0))
            return double.NaN;
        var shift = 1.0;
        for (; x < EnoughForStirling; x++)
            shift *= x;
        var series = Horner(OfLogGamma, 1 / (x * x)) / x;
        return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + series - Math.Log(shift);
    }

    /// <summary>ψ(x), the derivative of ln Γ, for x &gt; 0; NaN otherwise.</summary>
    /// <remarks>Abramowitz &amp; Stegun 6.3.5 and 6.3.18.</remarks>
    public static double Digamma(double x)
    {
        if (!(x > 0))
            return double.NaN;
        var sum = 0.0;
        for (; x < EnoughForStirling; x++)
            sum -= 1 / x;
        return sum + Math.Log(x) - (0.5 / x) - (Horner(OfDigamma, 1 / (x * x)) / (x * x));
    }

    /// <summary>ln B(a, b) for positive a and b.</summary>
    public static double LogBeta(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    /// <summary>₂F₁(a, b; c; z) for 0 ≤ z &lt; 1, by its series; NaN when it does not settle within 100,000 terms.</summary>
    /// <remarks>Above z = 0.7 Euler's transformation is taken where it makes the terms fall faster. The number of terms grows as 1 ÷ (1 − z).</remarks>
    public static double Hypergeometric(double a, double b, double c, double z)
    {
        if (!(z >= 0 && z < 1))
            return double.NaN;
        return z > 0.7 && Math.Abs(c - a) + Math.Abs(c - b) < Math.Abs(a) + Math.Abs(b)
            ? Math.Pow(1 - z, c - a - b) * Series(c - a, c - b, c, z)
            : Series(a, b, c, z);
    }

    private static double Horner(double[] coefficients, double x)
    {
        var sum = 0.0;
        for (var power = coefficients.Length - 1; power >= 0; power--)
            sum = (sum * x) + coefficients[power];
        return sum;
    }

    private static double Series(double a, double b, double c, double z)
    {
        var (sum, term) = (1.0, 1.0);
        for (var n = 0; n < MostTerms; n++)
        {
            term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
            sum += term;
            if (Math.Abs(term) <= 1e-15 * Math.Abs(sum) * (1 - z))
                return sum;
        }
        return double.NaN;
    }
}
