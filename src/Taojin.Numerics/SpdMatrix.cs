namespace Taojin.Numerics;

/// <summary>Symmetric positive definite matrices, dense, by rows in one array.</summary>
public static class SpdMatrix
{
    /// <summary>Replaces a matrix by its inverse, both halves filled. Costs size³ ÷ 2 multiplications and no second matrix.</summary>
    /// <remarks>
    /// Gauss and Jordan's sweeps (Beaton 1964; Goodnight 1979, doi:10.1080/00031305.1979.10482685) by blocks of columns: each step is one symmetric
    /// update of the lower half, where all the time goes. Beside the matrix it takes 2 KiB a row. The blocks on the diagonal are inverted in double precision.
    /// </remarks>
    /// <param name="square">The matrix, shape [size × size]; the lower half is read. Destroyed when this gives false.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="threads">At most so many threads; the bits do not depend on it.</param>
    /// <returns>False when the matrix is not positive definite in single precision.</returns>
    /// <exception cref="ArgumentException">The array is not size × size.</exception>
    public static bool TryInvert(float[] square, int size, int threads)
    {
        if (square.LongLength != (long)size * size)
            throw new ArgumentException($"{size} × {size} values are needed, not {square.LongLength}.", nameof(square));
        using var sweep = new BlockSweep(square, size, threads);
        return sweep.TryAll();
    }
}
