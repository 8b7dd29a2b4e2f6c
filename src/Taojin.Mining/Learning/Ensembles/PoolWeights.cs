using System.Numerics.Tensors;

namespace Taojin.Mining.Learning.Ensembles;

/// <summary>Weights on the simplex for a weighted mean of log-odds, by exponentiated gradient (Kivinen &amp; Warmuth 1997, doi:10.1006/inco.1996.2612).</summary>
internal static class PoolWeights
{
    private const int MostSteps = 500;
    private const double Converged = 1e-10, FirstStep = 1, LeastStep = 1e-6;

    /// <summary>The weights with the least mean log-loss; convex, so there is one least loss. Steps that raise the loss are halved.</summary>
    /// <param name="logits">Log-odds of each member, shape [members][rows].</param>
    /// <param name="labels">What came true, shape [rows].</param>
    /// <param name="calibration">Applied to the mean.</param>
    /// <returns>Weights of 0 or more that add up to 1, and their loss. Costs members × rows a step.</returns>
    public static (double[] Weights, double Loss) Fit(IReadOnlyList<double[]> logits, ReadOnlySpan<bool> labels, LogitCalibration calibration)
    {
        var weights = new double[logits.Count];
        Array.Fill(weights, 1.0 / weights.Length);
        var (loss, gradient) = Look(logits, labels, weights, calibration);
        for (var (step, width) = (0, FirstStep); step < MostSteps && width > LeastStep; step++)
        {
            var next = Moved(weights, gradient, width);
            var (nextLoss, nextGradient) = Look(logits, labels, next, calibration);
            if (nextLoss > loss)
            {
                width /= 2;
                continue;
            }
            var gain = loss - nextLoss;
            (weights, loss, gradient, width) = (next, nextLoss, nextGradient, width * 1.5);
            if (gain < Converged)
                break;
        }
        return (weights, loss);
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

    private static double[] Moved(double[] weights, double[] gradient, double width)
    {
        var (next, least) = (new double[weights.Length], gradient.Min());
        for (var member = 0; member < next.Length; member++)
            next[member] = weights[member] * Math.Exp(-width * (gradient[member] - least));
        TensorPrimitives.Divide(next, next.Sum(), next);
        return next;
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
