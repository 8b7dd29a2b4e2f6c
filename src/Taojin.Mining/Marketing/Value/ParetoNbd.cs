using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Value;

/// <summary>How often customers will buy, when each may leave at any time (Pareto/NBD).</summary>
/// <remarks>
/// Purchases come at a rate λ ~ Gamma(r, α) until the customer leaves, at a rate μ ~ Gamma(s, β). The integral over the time of leaving
/// is taken by Gauss and Legendre instead of the two hypergeometric functions of the paper: it cannot overflow, and its slopes are as plain
/// as itself. Schmittlein, Morrison &amp; Colombo 1987, doi:10.1287/mnsc.33.1.1. A step costs about a microsecond a customer.
/// </remarks>
public sealed class ParetoNbd(LikelihoodOptions options) : IDescribed<AlgorithmCard>, IEstimator<CustomerSummaries, ParetoNbdModel>
{
    private readonly LikelihoodOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<LikelihoodOptions, ParetoNbdModel>(
        "pareto-nbd", "Repeat purchases (Pareto/NBD)", "复购模型（Pareto/NBD）", new("value"), "doi:10.1287/mnsc.33.1.1", options => new ParetoNbd(options)) with { Needs = [DataNeed.Users(50)] };

    /// <inheritdoc />
    public ParetoNbdModel Fit(CustomerSummaries data, FitContext context)
    {
        var peak = Likelihood.Climb(Climbed(data), Climbed(data.Every(Likelihood.StrideOf(data.Count))), [1, 10, 1, 10], (_options, context));
        return new(peak.Parameters, peak.LogLikelihood, peak.Spread);
    }

    private static Likelihood.Climbed Climbed(CustomerSummaries data)
    {
        var most = data.Repeats.Length == 0 ? 0 : data.Repeats.Max();
        return new(parameters => new ParetoNbdLikelihood(data, parameters, most).Of, data.Count);
    }
}
