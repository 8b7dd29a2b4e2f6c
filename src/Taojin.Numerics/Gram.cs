using System.Numerics.Tensors;

namespace Taojin.Numerics;

/// <summary>Products of a matrix with itself, YᵀY: the ground of least squares.</summary>
public static class Gram
{
    private const int BlockRows = 512;

    /// <summary>Adds Σ weight · y yᵀ over some rows of a matrix to the lower triangle of a square one.</summary>
    /// <param name="rows">The matrix, shape [rows × n].</param>
    /// <param name="picked">Which rows.</param>
    /// <param name="weights">Weight of each picked row, shape [picked].</param>
    /// <param name="square">Receives the sum, shape [n × n]; only the lower triangle is touched.</param>
    public static void AddWeighted(DenseRows rows, ReadOnlySpan<int> picked, ReadOnlySpan<float> weights, Span<float> square)
    {
        for (var place = 0; place < picked.Length; place++)
            AddOuter(rows[picked[place]], weights[place], square);
    }

    /// <summary>YᵀY over all rows, added up block by block in a fixed order, so that threads change no bit.</summary>
    /// <param name="rows">The matrix, shape [rows × n].</param>
    /// <param name="threads">At most so many threads.</param>
    /// <returns>Shape [n × n]; only the lower triangle is filled.</returns>
    public static float[] Of(DenseRows rows, int threads)
    {
        var blocks = new float[(rows.RowCount + BlockRows - 1) / BlockRows][];
        Parallel.For(0, blocks.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, block =>
        {
            blocks[block] = new float[rows.ColumnCount * rows.ColumnCount];
            for (var row = block * BlockRows; row < Math.Min(rows.RowCount, (block + 1) * BlockRows); row++)
                AddOuter(rows[row], 1, blocks[block]);
        });
        var sum = new float[rows.ColumnCount * rows.ColumnCount];
        foreach (var block in blocks)
            TensorPrimitives.Add<float>(sum, block, sum);
        return sum;
    }

    private static void AddOuter(ReadOnlySpan<float> row, float weight, Span<float> square)
    {
        var size = row.Length;
        for (var line = 0; line < size; line++)
        {
            var target = square.Slice(line * size, line + 1);
            TensorPrimitives.MultiplyAdd(row[..(line + 1)], weight * row[line], target, target);
        }
    }
}
