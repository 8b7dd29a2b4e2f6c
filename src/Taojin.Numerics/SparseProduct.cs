using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Taojin.Numerics;

/// <summary>The product of dense rows and a sparse matrix, many rows at a time: each entry of the sparse matrix is read once for all of them.</summary>
/// <remarks>Scratch space of one thread: 64 bytes a row and a column of the sparse matrix.</remarks>
/// <param name="depth">Columns of the dense rows, rows of the sparse matrix.</param>
/// <param name="width">Columns of the sparse matrix and of the product.</param>
public sealed class SparseProduct(int depth, int width)
{
    /// <summary>Rows that go together.</summary>
    public const int Rows = 16;

    private readonly float[] _left = new float[depth * Rows];
    private readonly float[] _product = new float[width * Rows];

    /// <summary>Writes A·B. Sums run over the rows of B in order, whatever the number of rows of A. Costs 16 · entries multiplications.</summary>
    /// <param name="left">A, shape [1 to 16 × depth], by rows.</param>
    /// <param name="right">B, shape [depth × width].</param>
    /// <param name="product">Receives A·B, shape [rows of A × width]; may be the place of A.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public void Write(ReadOnlySpan<float> left, CsrMatrix right, Span<float> product)
    {
        var count = depth == 0 ? 0 : left.Length / depth;
        if (right.RowCount != depth || right.ColumnCount != width || count > Rows || count * depth != left.Length || count * width != product.Length)
            throw new ArgumentException($"1 to {Rows} rows of {depth} values, a matrix of {depth} × {width} and as many rows of {width} are needed.", nameof(left));
        for (var row = 0; row < count; row++)
            for (var column = 0; column < depth; column++)
                _left[(column * Rows) + row] = left[(row * depth) + column];
        AddUp(right);
        for (var row = 0; row < count; row++)
            for (var column = 0; column < width; column++)
                product[(row * width) + column] = _product[(column * Rows) + row];
    }

    private void AddUp(CsrMatrix right)
    {
        _product.AsSpan().Clear();
        var left = MemoryMarshal.Cast<float, Vector512<float>>(_left.AsSpan());
        var product = MemoryMarshal.Cast<float, Vector512<float>>(_product.AsSpan());
        for (var row = 0; row < left.Length; row++)
        {
            var entries = right[row];
            var known = left[row];
            for (var entry = 0; entry < entries.Count; entry++)
            {
                ref var sum = ref product[entries.Columns[entry]];
                sum = Vector512.MultiplyAddEstimate(known, Vector512.Create(entries.Values[entry]), sum);
            }
        }
    }
}
