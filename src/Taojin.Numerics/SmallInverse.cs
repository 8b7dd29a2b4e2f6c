using System.Numerics.Tensors;

namespace Taojin.Numerics;

/// <summary>Inverts small symmetric positive definite matrices in double precision.</summary>
internal static class SmallInverse
{
    private const double Least = 1e-9; // of the diagonal: below it a pivot is what rounding in single precision left

    /// <summary>Replaces a whole symmetric matrix by its inverse, row by row after Gauss and Jordan.</summary>
    /// <param name="square">Shape [size × size], both halves.</param>
    /// <param name="size">Rows and columns.</param>
    /// <returns>False when a pivot is not above rounding in single precision: not positive definite.</returns>
    public static bool TryReplace(double[] square, int size)
    {
        var least = new double[size];
        for (var row = 0; row < size; row++)
            least[row] = Math.Abs(square[(row * size) + row]) * Least;
        for (var pivot = 0; pivot < size; pivot++)
        {
            var value = square[(pivot * size) + pivot];
            if (!(value > least[pivot]) || !double.IsFinite(value))
                return false;
            Sweep(square, size, pivot);
        }
        return true;
    }

    /// <summary>One step of the inversion: swept over all pivots, the matrix is its inverse; over some, theirs, and what they leave of the others.</summary>
    /// <param name="square">Shape [size × size], both halves.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="pivot">Which row and column; its diagonal is not 0.</param>
    public static void Sweep(double[] square, int size, int pivot)
    {
        var line = square.AsSpan(pivot * size, size);
        var value = line[pivot];
        line[pivot] = 1;
        TensorPrimitives.Divide(line, value, line);
        for (var row = 0; row < size; row++)
        {
            if (row == pivot)
                continue;
            var other = square.AsSpan(row * size, size);
            var factor = -other[pivot];
            other[pivot] = 0;
            TensorPrimitives.MultiplyAdd(line, factor, other, other);
        }
    }
}
