using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Taojin.Numerics;

/// <summary>The product of dense rows and a sparse matrix, many rows at a time: each entry of the sparse matrix is read once for all of them.</summary>
/// <param name="size">Columns of the dense rows, rows and columns of the sparse matrix. Scratch space of one thread: 128 bytes a column.</param>
public sealed class SparseProduct(int size)
{
    /// <summary>Rows that go together.</summary>
    public const int Rows = 16;

    private readonly float[] _left = new float[size * Rows];
    private readonly float[] _product = new float[size * Rows];

    /// <summary>Replaces rows A by A·B. Sums run over the rows of B in order, whatever the number of rows. Costs rows · entries multiplications.</summary>
    /// <param name="rows">A, shape [1 to 16 × size], by rows.</param>
    /// <param name="right">B, shape [size × size].</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public void Replace(Span<float> rows, CsrMatrix right)
    {
        var count = size == 0 ? 0 : rows.Length / size;
        if (right.RowCount != size || right.ColumnCount != size || count > Rows || count * size != rows.Length)
            throw new ArgumentException($"1 to {Rows} rows of {size} values and a matrix of {size} × {size} are needed.", nameof(rows));
        for (var row = 0; row < count; row++)
            for (var column = 0; column < size; column++)
                _left[(column * Rows) + row] = rows[(row * size) + column];
        _product.AsSpan().Clear();
        var left = MemoryMarshal.Cast<float, Vector512<float>>(_left.AsSpan());
        var product = MemoryMarshal.Cast<float, Vector512<float>>(_product.AsSpan());
        for (var row = 0; row < size; row++)
        {
            var entries = right[row];
            var known = left[row];
            for (var entry = 0; entry < entries.Count; entry++)
            {
                ref var sum = ref product[entries.Columns[entry]];
                sum = Vector512.MultiplyAddEstimate(known, Vector512.Create(entries.Values[entry]), sum);
            }
        }
        for (var row = 0; row < count; row++)
            for (var column = 0; column < size; column++)
                rows[(row * size) + column] = _product[(column * Rows) + row];
    }
}
