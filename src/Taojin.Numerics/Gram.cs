using System.Numerics.Tensors;

namespace Taojin.Numerics;

/// <summary>Products of a matrix with itself, YᵀY: the ground of least squares.</summary>
public static unsafe class Gram
{
    private const int MostParts = 16, RowsOfPart = 512, ChunkFloats = 16_384;

    /// <summary>YᵀY over all rows, added up part by part in a fixed order, so that threads change no bit. Costs rows·n² ÷ 2 multiplications.</summary>
    /// <param name="rows">The matrix, shape [rows × n].</param>
    /// <param name="threads">At most so many threads.</param>
    /// <returns>Shape [n × n], both halves.</returns>
    public static float[] Of(DenseRows rows, int threads)
    {
        var (size, parts) = (rows.ColumnCount, Math.Clamp(rows.RowCount / RowsOfPart, 1, MostParts));
        var width = (size + Tile.Columns - 1) / Tile.Columns * Tile.Columns;
        var sums = new AlignedFloats[parts];
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, part =>
        {
            sums[part] = new AlignedFloats((size + Tile.Rows) * (long)width);
            Part(rows, ((int)((long)rows.RowCount * part / parts), (int)((long)rows.RowCount * (part + 1) / parts)), sums[part].Start);
        });
        foreach (var part in sums.AsSpan(1))
            TensorPrimitives.Add<float>(sums[0].Span, part.Span, sums[0].Span);
        var square = new float[size * size];
        for (var row = 0; row < size; row++)
            for (var column = row; column < size; column++)
                square[(row * size) + column] = square[(column * size) + row] = sums[0].Start[((nint)row * width) + column];
        return square;
    }

    /// <summary>The upper half of Σ y yᵀ over some neighbouring rows, a few of them at a time.</summary>
    private static void Part(DenseRows rows, (int Start, int End) range, float* square)
    {
        var size = rows.ColumnCount;
        var width = (size + Tile.Columns - 1) / Tile.Columns * Tile.Columns;
        var chunk = Math.Max(16, ChunkFloats / width);
        var gathered = new AlignedFloats(chunk * (long)width);
        for (var start = range.Start; start < range.End; start += chunk)
        {
            var count = Math.Min(chunk, range.End - start);
            for (var row = 0; row < count; row++)
                rows[start + row].CopyTo(gathered.Span[(row * width)..]);
            for (var row = 0; row < size; row += Tile.Rows)
                for (var column = row / Tile.Columns * Tile.Columns; column < size; column += Tile.Columns)
                    Tile.Add(new(gathered.Start + row, width), new(gathered.Start + column, width), count, new(square + ((nint)row * width) + column, width));
        }
        GC.KeepAlive(gathered); // of which the tiles know an address only
    }
}
