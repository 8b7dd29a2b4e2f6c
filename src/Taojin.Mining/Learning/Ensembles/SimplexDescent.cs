using System.Numerics.Tensors;

namespace Taojin.Mining.Learning.Ensembles;

/// <summary>The least of a convex loss over weights of 0 or more that add up to 1, by exponentiated gradient (Kivinen &amp; Warmuth 1997, doi:10.1006/inco.1996.2612).</summary>
internal static class SimplexDescent
{
    private const int MostSteps = 500;
    private const double Converged = 1e-10, FirstStep = 1, LeastStep = 1e-6;

    /// <summary>From equal weights downhill; steps that raise the loss are halved.</summary>
    /// <param name="members">How many weights.</param>
    /// <param name="look">Loss and gradient at some weights.</param>
    public static (double[] Weights, double Loss) Run(int members, Func<double[], (double Loss, double[] Gradient)> look)
    {
        var weights = new double[members];
        Array.Fill(weights, 1.0 / members);
        var (loss, gradient) = look(weights);
        for (var (step, width) = (0, FirstStep); step < MostSteps && width > LeastStep; step++)
        {
            var next = Moved(weights, gradient, width);
            var (nextLoss, nextGradient) = look(next);
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

    private static double[] Moved(double[] weights, double[] gradient, double width)
    {
        var (next, least) = (new double[weights.Length], gradient.Min());
        for (var member = 0; member < next.Length; member++)
            next[member] = weights[member] * Math.Exp(-width * (gradient[member] - least));
        TensorPrimitives.Divide(next, next.Sum(), next);
        return next;
    }
}
