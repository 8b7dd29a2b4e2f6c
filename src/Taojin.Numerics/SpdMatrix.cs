namespace Taojin.Numerics;

/// <summary>Symmetric positive definite matrices, dense, by rows in one array.</summary>
public static class SpdMatrix
{
    /// <summary>Replaces a matrix by its inverse, both halves filled. Costs size³ multiplications and no second matrix.</summary>
    /// <param name="square">The matrix, shape [size × size]; the lower half is read. Destroyed when this gives false.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="threads">At most so many threads; the bits do not depend on it.</param>
    /// <returns>False when the matrix is not positive definite in single precision.</returns>
    public static bool TryInvert(float[] square, int size, int threads)
    {
        if (!Cholesky.TryFactor(square, size))
            return false;
        var columns = new float[size][];
        RowLoop.ForEach(size, threads, default, column =>
        {
            columns[column] = new float[size];
            columns[column][column] = 1;
            Cholesky.Solve(square, size, columns[column]);
        });
        for (var row = 0; row < size; row++)
            columns[row].CopyTo(square.AsSpan(row * size));
        return true;
    }
}
