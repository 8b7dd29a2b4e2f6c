using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Value;

/// <summary>What a customer's purchase is worth, drawn towards the shop's mean the less is known of the customer (Gamma-Gamma).</summary>
/// <remarks>
/// A purchase is Gamma(p, ν) with ν ~ Gamma(q, γ); how much is spent must not hang on how often. Fitted on customers with repeats and money.
/// Fader &amp; Hardie 2013, "The Gamma-Gamma model of monetary value"; Fader, Hardie &amp; Lee 2005, doi:10.1509/jmkr.2005.42.4.415.
/// </remarks>
public sealed class GammaGamma(LikelihoodOptions options) : IDescribed<AlgorithmCard>, IEstimator<CustomerSummaries, GammaGammaModel>
{
    private readonly LikelihoodOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<LikelihoodOptions, GammaGammaModel>(
        "gamma-gamma", "Value of a purchase (Gamma-Gamma)", "客单价模型（Gamma-Gamma）", new("value"), "doi:10.1509/jmkr.2005.42.4.415", options => new GammaGamma(options)) with { Needs = [DataNeed.Users(50)] };

    /// <inheritdoc />
    public GammaGammaModel Fit(CustomerSummaries data, FitContext context)
    {
        int[] known = [.. Enumerable.Range(0, data.Count).Where(customer => data.Repeats[customer] > 0 && data.MeanValue[customer] > 0)];
        if (known.Length < 3)
            throw new TooLittleDataException($"{known.Length} customers bought again at a price; at least 3 are needed.", $"只有 {known.Length} 位客户有带价格的复购，至少需要 3 位。");
        // The unit of money is taken out, so that the start fits pennies and millions alike: γ has that unit, and the density of each z̄ its inverse.
        var unit = known.Average(customer => data.MeanValue[customer]);
        var scaled = Array.ConvertAll(known, customer => data.MeanValue[customer] / unit);
        var repeats = Array.ConvertAll(known, customer => data.Repeats[customer]);
        var stride = Likelihood.StrideOf(known.Length);
        var sample = new Spending([.. repeats.Where((_, place) => place % stride == 0)], [.. scaled.Where((_, place) => place % stride == 0)]);
        var peak = Likelihood.Climb(new(_ => new Spending(repeats, scaled).Of, known.Length), new(_ => sample.Of, sample.Count), [6, 4, 0.5], (_options, context));
        return new([peak.Parameters[0], peak.Parameters[1], peak.Parameters[2] * unit], peak.LogLikelihood - (known.Length * Math.Log(unit)), peak.Spread);
    }

    private sealed class Spending(int[] repeats, double[] means)
    {
        public int Count => repeats.Length;

        public double Of(ReadOnlySpan<double> parameters, int first, int end, Span<double> slopes)
        {
            var (p, q, gamma) = (parameters[0], parameters[1], parameters[2]);
            var (sum, logGamma) = (0.0, Math.Log(gamma));
            var (constant, slopeQ) = ((q * logGamma) - SpecialFunctions.LogGamma(q), logGamma - SpecialFunctions.Digamma(q));
            var known = new Dictionary<int, (double Value, double P, double Q)>();
            for (var customer = first; customer < end; customer++)
            {
                var (x, mean) = (repeats[customer], means[customer]);
                if (!known.TryGetValue(x, out var ofCount))
                {
                    var (all, own) = (SpecialFunctions.Digamma((p * x) + q), SpecialFunctions.Digamma(p * x));
                    known[x] = ofCount = (SpecialFunctions.LogGamma((p * x) + q) - SpecialFunctions.LogGamma(p * x) + (p * x * Math.Log(x)), x * (all - own + Math.Log(x)), all);
                }
                var (logMean, logSum) = (Math.Log(mean), Math.Log(gamma + (x * mean)));
                sum += ofCount.Value + constant + (((p * x) - 1) * logMean) - (((p * x) + q) * logSum);
                slopes[0] += ofCount.P + (x * (logMean - logSum));
                slopes[1] += ofCount.Q + slopeQ - logSum;
                slopes[2] += (q / gamma) - (((p * x) + q) / (gamma + (x * mean)));
            }
            return sum;
        }
    }
}
