using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing;

/// <summary>Maximum likelihood over customers: parameters are positive, so the search goes over their logarithms.</summary>
internal static class Likelihood
{
    private const int BlockRows = 8192;

    /// <summary>Log-likelihood of customers [first, end) at the parameters; adds its slopes.</summary>
    public delegate double Part(ReadOnlySpan<double> parameters, int first, int end, Span<double> slopes);

    /// <summary>Where the likelihood is greatest.</summary>
    /// <param name="Parameters">In the order of the paper.</param>
    /// <param name="LogLikelihood">Of all customers.</param>
    /// <param name="Spread">Upper triangular U with U·Uᵀ = covariance of the logarithms of the parameters, shape [size, size].</param>
    public sealed record Peak(double[] Parameters, double LogLikelihood, double[,] Spread);

    /// <summary>Climbs from a start. Blocks of customers are added in a fixed order, so that threads cannot change the outcome.</summary>
    public static Peak Climb(Func<ReadOnlySpan<double>, Part> at, int customers, double[] start, (LikelihoodOptions Options, FitContext Context) how)
    {
        if (customers == 0)
            throw new TooLittleDataException("There is no customer to learn from; at least one is needed.", "没有可供学习的客户，至少需要一位。");
        double Loss(ReadOnlySpan<double> logs, Span<double> gradient)
        {
            var parameters = new double[logs.Length];
            for (var index = 0; index < parameters.Length; index++)
                parameters[index] = Math.Exp(logs[index]);
            var (value, slopes) = Sum(at(parameters), parameters, customers, how.Context);
            for (var index = 0; index < parameters.Length; index++)
                gradient[index] = -slopes[index] * parameters[index] / customers;
            return double.IsFinite(value) ? -value / customers : double.PositiveInfinity;
        }
        how.Context.Cancellation.ThrowIfCancellationRequested();
        var found = QuasiNewton.Minimise(Loss, Array.ConvertAll(start, Math.Log), how.Options.Tolerance, how.Options.MostSteps);
        return new(Array.ConvertAll(found.Point, Math.Exp), -found.Value * customers, SpreadOf(QuasiNewton.Hessian(Loss, found.Point), customers));
    }

    /// <summary>Parameters moved by a normal draw of their estimates' uncertainty.</summary>
    public static double[] Draw(double[] parameters, double[,] spread, ref SplitMix64 chance)
    {
        var size = parameters.Length;
        var (normal, drawn) = (new double[size], new double[size]);
        for (var index = 0; index < size; index++)
            normal[index] = chance.NextNormal();
        for (var row = 0; row < size; row++)
        {
            var move = 0.0;
            for (var column = row; column < size; column++)
                move += spread[row, column] * normal[column];
            drawn[row] = parameters[row] * Math.Exp(Math.Clamp(move, -3, 3)); // a flat ridge says "anything"; e³ is enough of that
        }
        return drawn;
    }

    private static (double Value, double[] Slopes) Sum(Part part, double[] parameters, int customers, FitContext context)
    {
        var blocks = new (double Value, double[] Slopes)[(customers + BlockRows - 1) / BlockRows];
        Parallel.For(0, blocks.Length, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation }, block =>
        {
            var slopes = new double[parameters.Length];
            blocks[block] = (part(parameters, block * BlockRows, Math.Min(customers, (block + 1) * BlockRows), slopes), slopes);
        });
        var (sum, all) = (0.0, new double[parameters.Length]);
        foreach (var (value, slopes) in blocks)
        {
            sum += value;
            for (var index = 0; index < all.Length; index++)
                all[index] += slopes[index];
        }
        return (sum, all);
    }

    /// <summary>The root of the inverse of the information; directions that the data leave open get a wide spread.</summary>
    private static double[,] SpreadOf(double[,] hessian, int customers)
    {
        var size = hessian.GetLength(0);
        var (root, spread) = (new double[size, size], new double[size, size]);
        for (var row = 0; row < size; row++)
            for (var column = 0; column <= row; column++)
            {
                var sum = hessian[row, column] * customers;
                for (var index = 0; index < column; index++)
                    sum -= root[row, index] * root[column, index];
                root[row, column] = row == column ? Math.Sqrt(Math.Max(sum, 0.1)) : sum / root[column, column];
            }
        for (var column = 0; column < size; column++) // R⁻ᵀ, because (R·Rᵀ)⁻¹ = R⁻ᵀ·R⁻¹
        {
            var inverse = new double[size];
            for (var row = column; row < size; row++)
            {
                var sum = row == column ? 1.0 : 0;
                for (var index = column; index < row; index++)
                    sum -= root[row, index] * inverse[index];
                inverse[row] = sum / root[row, row];
            }
            for (var row = 0; row < size; row++)
                spread[column, row] = inverse[row];
        }
        return spread;
    }
}
