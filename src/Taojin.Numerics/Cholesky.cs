using System.Numerics.Tensors;

namespace Taojin.Numerics;

/// <summary>Solves A x = b for a symmetric positive definite A.</summary>
public static class Cholesky
{
    /// <summary>Replaces the lower triangle of A by L with L Lᵀ = A. Costs n³ ÷ 6 multiplications.</summary>
    /// <param name="square">A, shape [n × n]; only the lower triangle is read and written.</param>
    /// <param name="size">n.</param>
    /// <returns>False when A is not positive definite, to working precision; the triangle is then of no use.</returns>
    public static bool TryFactor(Span<float> square, int size)
    {
        for (var row = 0; row < size; row++)
        {
            var line = square.Slice(row * size, size);
            for (var column = 0; column < row; column++)
            {
                var other = square.Slice(column * size, size);
                line[column] = (line[column] - TensorPrimitives.Dot<float>(line[..column], other[..column])) / other[column];
            }
            var rest = line[row] - TensorPrimitives.Dot<float>(line[..row], line[..row]);
            if (!(rest > 0))
                return false;
            line[row] = MathF.Sqrt(rest);
        }
        return true;
    }

    /// <summary>Solves L Lᵀ x = b in place.</summary>
    /// <param name="factor">L in the lower triangle, shape [n × n].</param>
    /// <param name="size">n.</param>
    /// <param name="vector">b, which becomes x, shape [n].</param>
    public static void Solve(ReadOnlySpan<float> factor, int size, Span<float> vector)
    {
        for (var row = 0; row < size; row++)
            vector[row] = (vector[row] - TensorPrimitives.Dot(factor.Slice(row * size, row), vector[..row])) / factor[(row * size) + row];
        for (var row = size - 1; row >= 0; row--)
        {
            vector[row] /= factor[(row * size) + row];
            TensorPrimitives.MultiplyAdd(factor.Slice(row * size, row), -vector[row], vector[..row], vector[..row]);
        }
    }
}
