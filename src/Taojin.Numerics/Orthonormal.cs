using System.Numerics.Tensors;

namespace Taojin.Numerics;

/// <summary>Columns that stand at right angles and have length 1: the ground of subspace methods.</summary>
public static class Orthonormal
{
    private const double Jitter = 1e-6;

    /// <summary>
    /// Replaces the columns of a tall matrix by an orthonormal base of what they span (Cholesky QR: X ← X L⁻ᵀ with L Lᵀ = XᵀX). Costs rows·columns².
    /// For columns well apart, as those of a subspace iteration that is orthonormalised after every step; an error of about 1e-6 of the square of their
    /// condition remains. A column that lies in the span of earlier ones becomes nearly 0; an empty matrix stays.
    /// </summary>
    /// <param name="rows">Shape [n × k], n ≥ k.</param>
    /// <param name="threads">At most so many threads; the bits do not depend on it.</param>
    /// <returns>False when a value is not finite; the matrix is then of no use.</returns>
    public static bool TryColumns(DenseRows rows, int threads)
    {
        var size = rows.ColumnCount;
        if (size == 0 || rows.RowCount == 0)
            return true;
        var factor = Gram.Of(rows, threads);
        double trace = 0;
        for (var column = 0; column < size; column++)
            trace += factor[(column * size) + column];
        var jitter = (float)Math.Max(Jitter * trace / size, 1e-30);
        for (var column = 0; column < size; column++)
            factor[(column * size) + column] += jitter;
        if (!Cholesky.TryFactor(factor, size))
            return false;
        RowLoop.ForEach(rows.RowCount, threads, default, row => Divide(rows[row], factor));
        return true;
    }

    /// <summary>x ← L⁻¹x, a row of X L⁻ᵀ.</summary>
    private static void Divide(Span<float> row, float[] factor)
    {
        var size = row.Length;
        for (var column = 0; column < size; column++)
            row[column] = (row[column] - TensorPrimitives.Dot<float>(factor.AsSpan(column * size, column), row[..column])) / factor[(column * size) + column];
    }
}
