using System.Numerics.Tensors;

namespace Taojin.Mining.Learning.Ensembles;

/// <summary>Weights on the simplex for a weighted mean of log-odds.</summary>
internal static class PoolWeights
{
    /// <summary>The weights with the least mean log-loss; convex, so there is one least loss.</summary>
    /// <param name="logits">Log-odds of each member, shape [members][rows].</param>
    /// <param name="labels">What came true, shape [rows].</param>
    /// <param name="calibration">Applied to the mean.</param>
    /// <returns>Weights of 0 or more that add up to 1, and their loss. Costs members × rows a step.</returns>
    public static (double[] Weights, double Loss) Fit(IReadOnlyList<double[]> logits, ReadOnlySpan<bool> labels, LogitCalibration calibration)
    {
        var came = labels.ToArray();
        return SimplexDescent.Run(logits.Count, weights => Look(logits, came, weights, calibration));
    }

    /// <summary>The weighted mean of log-odds, shape [rows].</summary>
    public static double[] Mean(IReadOnlyList<double[]> logits, IReadOnlyList<double> weights)
    {
        var mean = new double[logits[0].Length];
        for (var member = 0; member < logits.Count; member++)
            TensorPrimitives.MultiplyAdd(logits[member], weights[member], mean, mean);
        return mean;
    }

    /// <summary>Mean log-loss of log-odds.</summary>
    public static double Loss(ReadOnlySpan<double> logits, ReadOnlySpan<bool> labels, LogitCalibration calibration)
    {
        var loss = 0.0;
        for (var row = 0; row < logits.Length; row++)
            loss -= Math.Log(LogitCalibration.Sigmoid(labels[row] ? calibration.Logit(logits[row]) : -calibration.Logit(logits[row])));
        return loss / logits.Length;
    }

    private static (double Loss, double[] Gradient) Look(IReadOnlyList<double[]> logits, ReadOnlySpan<bool> labels, double[] weights, LogitCalibration calibration)
    {
        var mean = Mean(logits, weights);
        var loss = Loss(mean, labels, calibration);
        for (var row = 0; row < mean.Length; row++)
            mean[row] = (calibration.Probability(mean[row]) - (labels[row] ? 1 : 0)) * calibration.Scale / labels.Length;
        return (loss, [.. logits.Select(member => TensorPrimitives.Dot<double>(member, mean))]);
    }
}
