namespace Taojin.Numerics;

/// <summary>The upper tail of the gamma distribution, and with it that of χ².</summary>
public static class GammaTail
{
    private const int MostTerms = 10_000;

    /// <summary>Share of the gamma distribution that lies above <paramref name="x"/>: Γ(shape, x) ÷ Γ(shape).</summary>
    /// <remarks>
    /// The tail of χ² of k degrees of freedom beyond c is Above(k ÷ 2, c ÷ 2). A series below shape + 1, Lentz's continued fraction above it:
    /// Press et al., Numerical Recipes, 3rd ed., section 6.2.
    /// </remarks>
    /// <param name="shape">Above 0.</param>
    /// <param name="x">0 or more; 1 comes back below.</param>
    public static double Above(double shape, double x)
    {
        if (x <= 0)
            return 1;
        var scale = Math.Exp((shape * Math.Log(x)) - x - SpecialFunctions.LogGamma(shape));
        return x < shape + 1 ? 1 - (scale * Series(shape, x)) : scale * Fraction(shape, x);
    }

    private static double Series(double shape, double x)
    {
        var (term, sum) = (1 / shape, 1 / shape);
        for (var place = 1; place < MostTerms && term > sum * 1e-17; place++)
            sum += term *= x / (shape + place);
        return sum;
    }

    private static double Fraction(double shape, double x)
    {
        const double Tiny = 1e-300;
        var denominator = x + 1 - shape;
        var (upper, lower) = (1 / Tiny, 1 / denominator);
        var fraction = lower;
        for (var place = 1; place < MostTerms; place++)
        {
            var numerator = -place * (place - shape);
            denominator += 2;
            lower = 1 / Floored((numerator * lower) + denominator);
            upper = Floored(denominator + (numerator / upper));
            fraction *= upper * lower;
            if (Math.Abs((upper * lower) - 1) < 1e-15)
                break;
        }
        return fraction;

        static double Floored(double value) => Math.Abs(value) < Tiny ? Tiny : value;
    }
}
