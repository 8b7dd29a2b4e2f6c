using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Taojin.Numerics;

/// <summary>UᵀU = A by blocks of rows: rows of a block one by one, what lies below them by <see cref="Tile"/>.</summary>
internal static unsafe class UpperCholesky
{
    private const int Block = 32;

    /// <summary>Replaces the upper half of A by U. Rows must have room up to a multiple of 32 columns, whose content is of no account.</summary>
    /// <param name="square">A, with rows up to a multiple of 8.</param>
    /// <param name="size">Rows and columns.</param>
    /// <returns>False when A is not positive definite.</returns>
    public static bool TryFactor(Panel square, int size)
    {
        var width = (size + Tile.Columns - 1) / Tile.Columns * Tile.Columns;
        for (var start = 0; start < size; start += Block)
        {
            var end = Math.Min(size, start + Block);
            if (!TryRows(square, start, end, width))
                return false;
            for (var row = end; row < size; row += Tile.Rows)
                for (var column = row / Tile.Columns * Tile.Columns; column < width; column += Tile.Columns)
                    Tile.Subtract(new(At(square, start) + row, square.Stride), new(At(square, start) + column, square.Stride), end - start, new(At(square, row) + column, square.Stride));
        }
        return true;
    }

    /// <summary>Solves UᵀU x = b in place.</summary>
    /// <param name="factor">U of <see cref="TryFactor"/>.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="vector">b, which becomes x, with zeros up to a multiple of 32.</param>
    public static void Solve(Panel factor, int size, float* vector)
    {
        if (Vector512.IsHardwareAccelerated)
            Solve<Lanes16, Vector512<float>>(factor, size, vector);
        else if (Vector256.IsHardwareAccelerated)
            Solve<Lanes8, Vector256<float>>(factor, size, vector);
        else
            Solve<Lanes4, Vector128<float>>(factor, size, vector);
    }

    /// <summary>Each row's vectors start where a multiple of their width does: what stands left of the diagonal there is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Solve<TLanes, TVector>(Panel factor, int size, float* x)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var end = (size + TLanes.Count - 1) / TLanes.Count * TLanes.Count;
        for (var row = 0; row < size; row++)
        {
            var line = At(factor, row);
            var solved = x[row] / line[row];
            var scale = TLanes.Of(-solved);
            for (var column = row & ~(TLanes.Count - 1); column < end; column += TLanes.Count)
                TLanes.Store(TLanes.MultiplyAdd(scale, TLanes.Load(line + column), TLanes.Load(x + column)), x + column);
            x[row] = solved;
        }
        for (var column = size; column < end; column++)
            x[column] = 0;
        for (var row = size - 1; row >= 0; row--)
        {
            var line = At(factor, row);
            var rest = x[row];
            x[row] = 0;
            TVector sum = default;
            for (var column = row & ~(TLanes.Count - 1); column < end; column += TLanes.Count)
                sum = TLanes.MultiplyAdd(TLanes.Load(line + column), TLanes.Load(x + column), sum);
            x[row] = (rest - TLanes.Sum(sum)) / line[row];
        }
    }

    private static bool TryRows(Panel square, int start, int end, int width) =>
        Vector512.IsHardwareAccelerated ? TryRows<Lanes16, Vector512<float>>(square, start, end, width)
        : Vector256.IsHardwareAccelerated ? TryRows<Lanes8, Vector256<float>>(square, start, end, width)
        : TryRows<Lanes4, Vector128<float>>(square, start, end, width);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryRows<TLanes, TVector>(Panel square, int start, int end, int width)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        for (var row = start; row < end; row++)
        {
            var line = At(square, row);
            if (!(line[row] > 0))
                return false;
            var root = MathF.Sqrt(line[row]);
            var scale = TLanes.Of(1 / root);
            for (var column = row & ~(TLanes.Count - 1); column < width; column += TLanes.Count)
                TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(line + column), scale, default), line + column);
            for (var column = row & ~(TLanes.Count - 1); column < row; column++)
                line[column] = 0;
            for (var below = row + 1; below < end; below++)
            {
                var other = At(square, below);
                var factor = TLanes.Of(-line[below]);
                for (var column = below & ~(TLanes.Count - 1); column < width; column += TLanes.Count)
                    TLanes.Store(TLanes.MultiplyAdd(factor, TLanes.Load(line + column), TLanes.Load(other + column)), other + column);
            }
        }
        return true;
    }

    private static float* At(Panel square, int row) => square.Start + ((nint)row * square.Stride);
}
