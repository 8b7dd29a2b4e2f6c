using System.Numerics.Tensors;

namespace Taojin.Numerics;

/// <summary>Linear least squares in double precision for few columns: fits, and says how sure it is.</summary>
/// <remarks>
/// Normal equations, added up row by row in order, so that threads change no bit: rows × columns² ÷ 2 multiplications. Columns that are sums of others
/// (to working precision) get the coefficient 0 and no uncertainty, as if they were not there. White 1980, doi:10.2307/1912934, for errors of rows;
/// Liang &amp; Zeger 1986, doi:10.1093/biomet/73.1.13, for errors of groups.
/// </remarks>
public sealed class LeastSquares
{
    private const double Aliased = 1e-10; // of a column's own square: what is left of it beside the columns before it
    private readonly double[] _rows;

    private LeastSquares(double[] rows, int columns) => (_rows, Coefficients, Spread) = (rows, new double[columns], new double[columns * columns]);

    /// <summary>One coefficient a column, shape [columns].</summary>
    public double[] Coefficients { get; }

    /// <summary>(XᵀX + ridge)⁻¹, shape [columns × columns].</summary>
    public double[] Spread { get; }

    /// <summary>Target less fitted value, shape [rows].</summary>
    public double[] Residuals { get; private set; } = [];

    /// <summary>Minimises Σ (target − row·b)² + Σ ridge·b².</summary>
    /// <param name="rows">X by rows, shape [rows × columns]; a constant is a column of ones. Shared, not copied.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="targets">y, shape [rows].</param>
    /// <param name="ridge">Penalty on each squared coefficient, shape [columns]; empty for none.</param>
    public static LeastSquares Fit(double[] rows, int columns, ReadOnlySpan<double> targets, ReadOnlySpan<double> ridge = default)
    {
        var fit = new LeastSquares(rows, columns);
        var projected = new double[columns];
        for (var row = 0; row < targets.Length; row++)
        {
            var line = rows.AsSpan(row * columns, columns);
            TensorPrimitives.MultiplyAdd(line, targets[row], projected, projected);
            fit.AddSquare(line);
        }
        for (var column = 0; column < ridge.Length; column++)
            fit.Spread[(column * columns) + column] += ridge[column];
        fit.Mirror();
        Sweep(fit.Spread, columns);
        for (var column = 0; column < columns; column++)
            fit.Coefficients[column] = TensorPrimitives.Dot<double>(fit.Spread.AsSpan(column * columns, columns), projected);
        fit.Residuals = new double[targets.Length];
        for (var row = 0; row < targets.Length; row++)
            fit.Residuals[row] = targets[row] - TensorPrimitives.Dot<double>(rows.AsSpan(row * columns, columns), fit.Coefficients);
        return fit;
    }

    /// <summary>Standard errors that hold when rows vary by different amounts (White's HC1).</summary>
    public double[] RobustErrors() => ClusteredErrors([.. Enumerable.Range(0, Residuals.Length)]);

    /// <summary>Standard errors that hold when the rows of a group go together (with the correction g ÷ (g − 1) · (n − 1) ÷ (n − k)).</summary>
    /// <param name="groups">Group of each row, from 0, shape [rows].</param>
    public double[] ClusteredErrors(IReadOnlyList<int> groups)
    {
        var columns = Coefficients.Length;
        var count = groups.Count == 0 ? 0 : groups.Max() + 1;
        var scores = new double[count * columns];
        for (var row = 0; row < Residuals.Length; row++)
        {
            var score = scores.AsSpan(groups[row] * columns, columns);
            TensorPrimitives.MultiplyAdd(_rows.AsSpan(row * columns, columns), Residuals[row], score, score);
        }
        var (n, k) = (Residuals.Length, Enumerable.Range(0, columns).Count(column => Spread[(column * columns) + column] > 0));
        var correction = count / (count - 1.0) * (n - 1.0) / (n - k);
        return [.. Enumerable.Range(0, columns).Select(column => Math.Sqrt(correction * SumOfSquares(scores, count, Spread.AsSpan(column * columns, columns))))];
    }

    private static double SumOfSquares(double[] scores, int count, ReadOnlySpan<double> direction)
    {
        var sum = 0.0;
        for (var group = 0; group < count; group++)
        {
            var along = TensorPrimitives.Dot(scores.AsSpan(group * direction.Length, direction.Length), direction);
            sum += along * along;
        }
        return sum;
    }

    private void AddSquare(ReadOnlySpan<double> line)
    {
        for (var row = 0; row < line.Length; row++)
        {
            if (line[row] == 0)
                continue;
            var part = Spread.AsSpan(row * line.Length, row + 1);
            TensorPrimitives.MultiplyAdd(line[..(row + 1)], line[row], part, part);
        }
    }

    private void Mirror()
    {
        var size = Coefficients.Length;
        for (var row = 0; row < size; row++)
            for (var column = row + 1; column < size; column++)
                Spread[(row * size) + column] = Spread[(column * size) + row];
    }

    /// <summary>Inverts in place by sweeps (Goodnight 1979, doi:10.1080/00031305.1979.10482685); what depends on columns before it is left out.</summary>
    private static void Sweep(double[] square, int size)
    {
        var own = Enumerable.Range(0, size).Select(row => square[(row * size) + row]).ToArray();
        var isOut = new bool[size];
        for (var pivot = 0; pivot < size; pivot++)
        {
            isOut[pivot] = !(square[(pivot * size) + pivot] > own[pivot] * Aliased);
            if (!isOut[pivot])
                SmallInverse.Sweep(square, size, pivot);
        }
        for (var row = 0; row < size; row++)
            for (var column = 0; column < size; column++)
                if (isOut[row] || isOut[column])
                    square[(row * size) + column] = 0;
    }
}
