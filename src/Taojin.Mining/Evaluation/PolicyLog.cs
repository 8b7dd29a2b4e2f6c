namespace Taojin.Mining.Evaluation;

/// <summary>What a rule for choosing would have earned on average, told from what another rule chose: off-policy evaluation.</summary>
/// <remarks>
/// Horvitz &amp; Thompson 1952, doi:10.1080/01621459.1952.10483446 (IPW); Swaminathan &amp; Joachims, NIPS 2015 (SNIPW);
/// Dudík et al. 2014, doi:10.1214/14-STS500 (DM, DR). All arrays have one entry a logged choice.
/// </remarks>
public sealed record PolicyLog
{
    /// <summary>What came of what was chosen.</summary>
    public required double[] Rewards { get; init; }

    /// <summary>How probable the logged choice was when it was made, above 0.</summary>
    public required double[] Propensities { get; init; }

    /// <summary>How probable the rule in question makes the logged choice: 0 or 1 when it leaves nothing to chance.</summary>
    public required double[] Chosen { get; init; }

    /// <summary>What a model expects of the rule's choice; empty for none.</summary>
    public double[] Expected { get; init; } = [];

    /// <summary>What a model expects of the logged choice; empty for none.</summary>
    public double[] ExpectedOfLogged { get; init; } = [];

    /// <summary>Mean of reward × chosen ÷ propensity: no bias, much spread.</summary>
    public MetricValue Ipw(ulong seed = 1) => Value("IPW", row => Weight(row) * Rewards[row], _ => 1, seed);

    /// <summary>The same divided by the mean weight: less spread, a little bias.</summary>
    public MetricValue SelfNormalised(ulong seed = 1) => Value("SNIPW", row => Weight(row) * Rewards[row], Weight, seed);

    /// <summary>Mean of what the model expects: as right as the model.</summary>
    public MetricValue Direct(ulong seed = 1) => Value("DM", row => Expected[row], _ => 1, seed);

    /// <summary>The model, put right by the weighted errors it makes on logged choices.</summary>
    public MetricValue DoublyRobust(ulong seed = 1) => Value("DR", row => Expected[row] + (Weight(row) * (Rewards[row] - ExpectedOfLogged[row])), _ => 1, seed);

    private double Weight(int row) => Chosen[row] / Propensities[row];

    private MetricValue Value(string name, Func<int, double> gain, Func<int, double> share, ulong seed)
    {
        var (gains, shares) = (new double[Rewards.Length], new double[Rewards.Length]);
        for (var row = 0; row < gains.Length; row++)
            (gains[row], shares[row]) = (gain(row), share(row));
        var replicates = new double[Bootstrap.Replicates];
        Parallel.For(0, replicates.Length, replicate => replicates[replicate] = Mean(gains, shares, Bootstrap.Weights(seed, replicate, gains.Length)));
        return Bootstrap.Interval(name, Mean(gains, shares, null), replicates, gains.Length);
    }

    private static double Mean(double[] gains, double[] shares, byte[]? weights)
    {
        var (gain, share) = (0.0, 0.0);
        for (var row = 0; row < gains.Length; row++)
        {
            var weight = weights?[row] ?? 1.0;
            (gain, share) = (gain + (weight * gains[row]), share + (weight * shares[row]));
        }
        return gain / share;
    }
}
