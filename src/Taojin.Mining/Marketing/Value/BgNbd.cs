using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Value;

/// <summary>How often customers will buy, when each may leave after any purchase (BG/NBD).</summary>
/// <remarks>
/// Purchases come at a rate λ ~ Gamma(r, α); after each one the customer leaves with probability p ~ Beta(a, b). Maximum likelihood with
/// analytic slopes. A customer without repeats is still one for certain: who never bought again had no chance to leave.
/// Fader, Hardie &amp; Lee 2005, doi:10.1287/mksc.1040.0098. A step costs two logarithms and two exponentials a customer.
/// </remarks>
public sealed class BgNbd(LikelihoodOptions options) : IDescribed<AlgorithmCard>, IEstimator<CustomerSummaries, BgNbdModel>
{
    private readonly LikelihoodOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<LikelihoodOptions, BgNbdModel>(
        "bg-nbd", "Repeat purchases (BG/NBD)", "复购模型（BG/NBD）", new("value"), "doi:10.1287/mksc.1040.0098", options => new BgNbd(options)) with { Needs = [DataNeed.Users(50)] };

    /// <inheritdoc />
    public BgNbdModel Fit(CustomerSummaries data, FitContext context)
    {
        var peak = Likelihood.Climb(Climbed(data), Climbed(data.Every(Likelihood.StrideOf(data.Count))), [1, 5, 1, 3], (_options, context));
        return new(peak.Parameters, peak.LogLikelihood, peak.Spread);
    }

    private static Likelihood.Climbed Climbed(CustomerSummaries data)
    {
        var most = data.Repeats.Length == 0 ? 0 : data.Repeats.Max();
        return new(parameters => new BgNbdLikelihood(data, parameters, most).Of, data.Count);
    }
}
