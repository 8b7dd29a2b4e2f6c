using System.Numerics.Tensors;
using Taojin.Numerics;

namespace Taojin.Mining.Learning;

/// <summary>The log-loss near some weights, as a quadratic: gradient and curvature, added up block by block in a fixed order.</summary>
internal sealed class LogisticQuadratic
{
    private const int BlockRows = 4096, MostSweeps = 200;
    private const double LargestStep = 4, SmallestMove = 1e-12;
    private readonly double[] _gradient;
    private readonly double[] _curvature;

    private LogisticQuadratic(int size) => (_gradient, _curvature) = (new double[size], new double[size * size]);

    /// <summary>Mean log-loss at the weights.</summary>
    public double Loss { get; private set; }

    /// <param name="weights">Weights with the bias last, shape [columns + 1].</param>
    /// <param name="rows">Standardised rows, shape [rows × columns].</param>
    /// <param name="labels">What came true, shape [rows].</param>
    /// <param name="context">Threads and cancellation.</param>
    public static LogisticQuadratic At(double[] weights, DenseRows rows, bool[] labels, FitContext context)
    {
        var blocks = new LogisticQuadratic[(rows.RowCount + BlockRows - 1) / BlockRows];
        Parallel.For(0, blocks.Length, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation }, block =>
        {
            var (part, values) = (blocks[block] = new(weights.Length), new double[weights.Length]);
            values[^1] = 1; // the bias
            for (var row = block * BlockRows; row < Math.Min(rows.RowCount, (block + 1) * BlockRows); row++)
                {
                TensorPrimitives.ConvertTruncating<float, double>(rows[row], values);
                part.Add(weights, values, labels[row]);
            }
        });
        var sum = new LogisticQuadratic(weights.Length);
        foreach (var block in blocks)
            sum.Add(block);
        sum.Scale(1.0 / rows.RowCount);
        sum.Mirror();
        return sum;
    }

    /// <summary>Moves the weights to the least of the quadratic with its penalties, by coordinate descent.</summary>
    /// <returns>The largest move of any weight.</returns>
    public double Descend(double[] weights, double l1, double l2)
    {
        var (size, moves) = (weights.Length, new double[weights.Length]);
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var largest = 0.0;
            for (var column = 0; column < size; column++)
            {
                var isBias = column == size - 1;
                var (ridge, lasso) = isBias ? (0, 0) : (l2, l1);
                var curvature = _curvature[(column * size) + column] + ridge + 1e-10;
                var slope = _gradient[column] + TensorPrimitives.Dot<double>(_curvature.AsSpan(column * size, size), moves) + (ridge * (weights[column] + moves[column]));
                var wanted = weights[column] + moves[column] - (slope / curvature);
                var threshold = lasso / curvature;
                var next = Math.CopySign(Math.Max(0, Math.Abs(wanted) - threshold), wanted) - weights[column];
                next = Math.Clamp(next, -LargestStep, LargestStep);
                largest = Math.Max(largest, Math.Abs(next - moves[column]));
                moves[column] = next;
            }
            if (largest < SmallestMove)
                break;
        }
        for (var column = 0; column < size; column++)
            weights[column] += moves[column];
        return moves.Max(Math.Abs);
    }

    private void Add(double[] weights, ReadOnlySpan<double> row, bool label)
    {
        var probability = LogitCalibration.Sigmoid(TensorPrimitives.Dot(weights, row));
        var (error, spread) = (probability - (label ? 1 : 0), probability * (1 - probability));
        Loss -= Math.Log(label ? probability : 1 - probability);
        TensorPrimitives.MultiplyAdd(row, error, _gradient, _gradient);
        for (var line = 0; line < row.Length; line++)
        {
            var part = _curvature.AsSpan(line * row.Length, line + 1);
            TensorPrimitives.MultiplyAdd(row[..(line + 1)], spread * row[line], part, part);
        }
    }

    /// <summary>Only the lower triangle is added up; the other is its mirror image.</summary>
    private void Mirror()
    {
        var size = _gradient.Length;
        for (var row = 0; row < size; row++)
            for (var column = row + 1; column < size; column++)
                _curvature[(row * size) + column] = _curvature[(column * size) + row];
    }

    private void Add(LogisticQuadratic other)
    {
        TensorPrimitives.Add(_gradient, other._gradient, _gradient);
        TensorPrimitives.Add(_curvature, other._curvature, _curvature);
        Loss += other.Loss;
    }

    private void Scale(double factor)
    {
        TensorPrimitives.Multiply(_gradient, factor, _gradient);
        TensorPrimitives.Multiply(_curvature, factor, _curvature);
        Loss *= factor;
    }
}
