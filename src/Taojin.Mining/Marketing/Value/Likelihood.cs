using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Value;

/// <summary>Maximum likelihood over customers: parameters are positive, so the search goes over their logarithms.</summary>
internal static class Likelihood
{
    private const int BlockRows = 8192, SampleRows = 50_000;

    /// <summary>Log-likelihood of customers [first, end) at the parameters; adds its slopes.</summary>
    public delegate double Part(ReadOnlySpan<double> parameters, int first, int end, Span<double> slopes);

    /// <summary>Where the likelihood is greatest.</summary>
    /// <param name="Parameters">In the order of the paper.</param>
    /// <param name="LogLikelihood">Of all customers.</param>
    /// <param name="Spread">Upper triangular U with U·Uᵀ = covariance of the logarithms of the parameters, shape [size, size].</param>
    public sealed record Peak(double[] Parameters, double LogLikelihood, double[,] Spread);

    /// <summary>Customers whose likelihood is climbed.</summary>
    /// <param name="At">Prepares what depends on the parameters only.</param>
    /// <param name="Count">Number of customers.</param>
    public sealed record Climbed(Func<ReadOnlySpan<double>, Part> At, int Count);

    /// <summary>How many customers apart a sample is taken that is large enough to come near the peak; 1 for all.</summary>
    public static int StrideOf(int customers) => Math.Max(1, customers / SampleRows);

    /// <summary>Climbs from a start: over a sample first, so that few passes over all are needed. Blocks are added in a fixed order, so that threads cannot change the outcome.</summary>
    public static Peak Climb(Climbed all, Climbed sample, double[] start, (LikelihoodOptions Options, FitContext Context) how)
    {
        if (all.Count == 0)
            throw new TooLittleDataException("There is no customer to learn from; at least one is needed.", "没有可供学习的客户，至少需要一位。");
        how.Context.Cancellation.ThrowIfCancellationRequested();
        var loss = LossOf(sample, how.Context);
        var found = QuasiNewton.Minimise(loss, Array.ConvertAll(start, Math.Log), how.Options.Tolerance, how.Options.MostSteps);
        var spread = SpreadOf(QuasiNewton.Hessian(loss, found.Point), sample.Count);
        if (sample.Count < all.Count)
        {
            found = QuasiNewton.Minimise(LossOf(all, how.Context), found.Point, how.Options.Tolerance, how.Options.MostSteps, Square(spread, sample.Count));
            spread = Shrunk(spread, Math.Sqrt((double)sample.Count / all.Count));
        }
        return new(Array.ConvertAll(found.Point, Math.Exp), -found.Value * all.Count, spread);
    }

    private static QuasiNewton.Function LossOf(Climbed climbed, FitContext context) => (logs, gradient) =>
    {
        var parameters = new double[logs.Length];
        for (var index = 0; index < parameters.Length; index++)
            parameters[index] = Math.Exp(logs[index]);
        var (value, slopes) = Sum(climbed.At(parameters), parameters, climbed.Count, context);
        for (var index = 0; index < parameters.Length; index++)
            gradient[index] = -slopes[index] * parameters[index] / climbed.Count;
        return double.IsFinite(value) ? -value / climbed.Count : double.PositiveInfinity;
    };

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

    /// <summary>U·Uᵀ, scaled from all customers to one.</summary>
    private static double[,] Square(double[,] spread, double scale)
    {
        var (size, square) = (spread.GetLength(0), new double[spread.GetLength(0), spread.GetLength(0)]);
        for (var row = 0; row < size; row++)
            for (var column = 0; column < size; column++)
                for (var index = 0; index < size; index++)
                    square[row, column] += scale * spread[row, index] * spread[column, index];
        return square;
    }

    private static double[,] Shrunk(double[,] spread, double factor)
    {
        var shrunk = (double[,])spread.Clone();
        for (var row = 0; row < spread.GetLength(0); row++)
            for (var column = 0; column < spread.GetLength(1); column++)
                shrunk[row, column] *= factor;
        return shrunk;
    }
}
