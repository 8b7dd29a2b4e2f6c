namespace Taojin.Mining.Learning.Ensembles;

/// <summary>How members count, learned from what they said of rows they had not seen.</summary>
/// <param name="Weights">One a member, 0 for those that are dropped; they add up to 1.</param>
/// <param name="Calibration">Applied to the weighted mean.</param>
internal sealed record Pool(double[] Weights, LogitCalibration Calibration)
{
    private const int Rounds = 10;
    private const double Settled = 1e-7;

    /// <param name="logits">Out-of-fold log-odds, shape [members][rows].</param>
    /// <param name="labels">What came true, shape [rows].</param>
    /// <param name="options">Method, and what a member must add.</param>
    public static Pool Of(double[][] logits, bool[] labels, EnsembleOptions options)
    {
        var answers = options.Method == EnsembleMethod.Vote ? [.. logits.Select(member => Array.ConvertAll(member, EnsembleModel.Vote))] : logits;
        var kept = Enumerable.Range(0, answers.Length).ToList();
        var best = Fit(answers, kept, labels, options.Method);
        while (kept.Count > 1)
        {
            // the one that is missed least, the later of two that are missed alike
            var (others, pool) = kept.AsEnumerable().Reverse().Select(each => kept.Where(other => other != each).ToList())
                .Select(rest => (rest, Fit(answers, rest, labels, options.Method))).MinBy(each => each.Item2.Loss);
            if (pool.Loss > best.Loss + options.LeastGain)
                break;
            (kept, best) = (others, pool);
        }
        var weights = new double[logits.Length];
        foreach (var (place, member) in kept.Index())
            weights[member] = best.Weights[place];
        return new(weights, best.Calibration);
    }

    private static (double[] Weights, LogitCalibration Calibration, double Loss) Fit(double[][] answers, List<int> kept, bool[] labels, EnsembleMethod method)
    {
        double[][] members = [.. kept.Select(each => answers[each])];
        double[] equal = [.. kept.Select(_ => 1.0 / kept.Count)];
        var plain = new LogitCalibration(1, 0);
        if (method is EnsembleMethod.Average or EnsembleMethod.Vote)
        {
            var mean = PoolWeights.Mean(members, equal);
            var calibration = method == EnsembleMethod.Vote ? LogitCalibration.Fit(mean, labels, 1) : plain;
            return (equal, calibration, PoolWeights.Loss(mean, labels, calibration));
        }
        var (weights, loss) = PoolWeights.Fit(members, labels, plain);
        return method == EnsembleMethod.Weighted ? (weights, plain, loss) : Stack(members, labels, weights, loss);
    }

    /// <summary>Scale, shift and weights in turn: together a linear model with weights of 0 or more, whose sum is the scale.</summary>
    private static (double[] Weights, LogitCalibration Calibration, double Loss) Stack(double[][] members, bool[] labels, double[] weights, double loss)
    {
        var calibration = new LogitCalibration(1, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var next = LogitCalibration.Fit(PoolWeights.Mean(members, weights), labels, 1);
            var (moved, less) = PoolWeights.Fit(members, labels, next);
            if (less > loss)
                break;
            var gain = loss - less;
            (weights, calibration, loss) = (moved, next, less);
            if (gain < Settled)
                break;
        }
        return (weights, calibration, loss);
    }
}
