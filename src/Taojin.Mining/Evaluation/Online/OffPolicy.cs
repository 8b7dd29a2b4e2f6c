namespace Taojin.Mining.Evaluation.Online;

/// <summary>What a candidate policy would have earned, estimated from the log of another one, before anybody is shown its lists.</summary>
/// <remarks>
/// <para>Importance sampling (IPS) and its self-normalised form (SNIPS): Swaminathan and Joachims, NIPS 2015. The direct method (DM) and doubly
/// robust (DR): Dudík, Langford and Li, ICML 2011, arXiv:1103.4601. IPS is unbiased where the logged propensities are right and nothing that
/// the candidate shows had propensity 0; DR is when either propensities or reward model are right.</para>
/// <para>Decisions are taken as independent; the interval resamples them. Cost: decisions × resamples.</para>
/// </remarks>
public static class OffPolicy
{
    /// <summary>All four estimates with their 95 % intervals, and how many decisions the weighted log is worth.</summary>
    /// <param name="decisions">The log; not empty.</param>
    /// <param name="seed">Names the resamples.</param>
    /// <param name="mostWeight">Weights above this are cut to it: less variance for some bias towards the log; infinite for none.</param>
    /// <returns><c>IPS</c>, <c>SNIPS</c>, <c>DM</c>, <c>DR</c> in units of the reward, and <c>effective decisions</c>, (Σw)² ÷ Σw².</returns>
    /// <exception cref="ArgumentException">The log is empty, or a propensity is not in (0, 1].</exception>
    public static IReadOnlyList<MetricValue> Estimate(IReadOnlyList<LoggedDecision> decisions, ulong seed, double mostWeight = double.PositiveInfinity)
    {
        if (decisions.Count == 0)
            throw new ArgumentException("No decision was logged.", nameof(decisions));
        if (decisions.Any(each => each.Propensity is not (> 0 and <= 1)))
            throw new ArgumentException("A propensity is not in (0, 1].", nameof(decisions));
        var whole = Sums.Of(decisions, weights: null, mostWeight);
        var resamples = Enumerable.Range(0, Bootstrap.Replicates)
            .Select(replicate => Sums.Of(decisions, Bootstrap.Weights(seed, replicate, decisions.Count), mostWeight)).ToArray();
        return [.. Estimators.Select(each => Bootstrap.Interval(each.Name, each.Of(whole), resamples.Select(each.Of), decisions.Count))];
    }

    private static IReadOnlyList<(string Name, Func<Sums, double> Of)> Estimators { get; } =
    [
        ("IPS", sums => sums.WeightedReward / sums.Count),
        ("SNIPS", sums => sums.WeightedReward / sums.Weight),
        ("DM", sums => sums.CandidatePredicted / sums.Count),
        ("DR", sums => (sums.CandidatePredicted + sums.WeightedReward - sums.WeightedPrediction) / sums.Count),
        ("effective decisions", sums => sums.Weight * sums.Weight / sums.SquaredWeight),
    ];

    private struct Sums
    {
        public double Count, Weight, SquaredWeight, WeightedReward, WeightedPrediction, CandidatePredicted;

        public static Sums Of(IReadOnlyList<LoggedDecision> decisions, byte[]? weights, double mostWeight)
        {
            var sums = default(Sums);
            for (var index = 0; index < decisions.Count; index++)
            {
                var (decision, times) = (decisions[index], weights?[index] ?? 1);
                var weight = Math.Min(decision.Weight, mostWeight);
                sums.Count += times;
                sums.Weight += times * weight;
                sums.SquaredWeight += times * weight * weight;
                sums.WeightedReward += times * weight * decision.Reward;
                sums.WeightedPrediction += times * weight * decision.Predicted;
                sums.CandidatePredicted += times * decision.CandidatePredicted;
            }
            return sums;
        }
    }
}
