using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Value;

/// <summary>Draws from distributions that the generator itself does not give.</summary>
internal static class Draws
{
    /// <summary>Gamma of a shape, scale 1. Marsaglia &amp; Tsang 2000, doi:10.1145/358407.358414.</summary>
    public static double Gamma(double shape, ref SplitMix64 chance)
    {
        if (shape < 1)
            return Gamma(shape + 1, ref chance) * Math.Pow(1 - chance.NextDouble(), 1 / shape);
        var (d, c) = (shape - (1.0 / 3), 1 / Math.Sqrt((9 * shape) - 3));
        while (true)
        {
            var normal = chance.NextNormal();
            var cube = Math.Pow(1 + (c * normal), 3);
            if (cube > 0 && Math.Log(1 - chance.NextDouble()) < (0.5 * normal * normal) + d - (d * cube) + (d * Math.Log(cube)))
                return d * cube;
        }
    }

    /// <summary>Beta(a, b).</summary>
    public static double Beta(double a, double b, ref SplitMix64 chance)
    {
        var (left, right) = (Gamma(a, ref chance), Gamma(b, ref chance));
        return left + right > 0 ? left / (left + right) : a / (a + b);
    }

    /// <summary>Poisson of a mean; the normal approximation above 500.</summary>
    public static int Poisson(double mean, ref SplitMix64 chance)
    {
        if (mean > 500)
            return (int)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * chance.NextNormal())));
        var (count, waited) = (0, chance.NextExponential());
        for (; waited < mean; waited += chance.NextExponential())
            count++;
        return count;
    }
}
