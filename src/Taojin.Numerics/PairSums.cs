using System.Numerics.Tensors;

namespace Taojin.Numerics;

/// <summary>Sums over the rows of sparse matrices, row block by row block, so that blocks may be added up apart and the bits are the same.</summary>
/// <remarks>Where the blocks begin depends on the number of rows alone. Sums within a block run over its rows in order; the sums of blocks are added in order.</remarks>
public static class PairSums
{
    private const int RowsPerBlock = 16_384, MostBlocks = 8;

    /// <summary>First row of each block, and the number of rows last, shape [blocks + 1].</summary>
    public static int[] Starts(int rowCount)
    {
        var blocks = Math.Clamp(rowCount / RowsPerBlock, 1, MostBlocks);
        return [.. Enumerable.Range(0, blocks + 1).Select(block => (int)((long)rowCount * block / blocks))];
    }

    /// <summary>Adds a row of XᵀY: line += Σ over the rows r of a column of X of x_r · Y[r].</summary>
    /// <param name="column">The column of X, as a row of Xᵀ.</param>
    /// <param name="right">Y.</param>
    /// <param name="line">Receives the sums; columns of Y beyond its end are left out.</param>
    public static void Add(CsrRow column, CsrMatrix right, Span<float> line)
    {
        for (var entry = 0; entry < column.Count; entry++)
        {
            var others = right[column.Columns[entry]];
            for (var other = 0; other < others.Count && others.Columns[other] < line.Length; other++)
                line[others.Columns[other]] += column.Values[entry] * others.Values[other];
        }
    }

    /// <summary>The same block by block.</summary>
    /// <param name="column">The column of X, as a row of Xᵀ.</param>
    /// <param name="right">Y and where its blocks begin.</param>
    /// <param name="line">Zeros; receives the sums.</param>
    /// <param name="part">Scratch space, as long as <paramref name="line"/> at least.</param>
    public static void Add(CsrRow column, (CsrMatrix Rows, int[] Starts) right, Span<float> line, Span<float> part)
    {
        if (right.Starts.Length == 2)
        {
            Add(column, right.Rows, line);
            return;
        }
        foreach (var block in Blocks(column, right.Starts))
        {
            part[..line.Length].Clear();
            Add(Slice(column, block), right.Rows, part[..line.Length]);
            TensorPrimitives.Add(line, part[..line.Length], line);
        }
    }

    /// <summary>A row of XᵀZ for dense Z, block by block.</summary>
    /// <param name="column">The column of X, as a row of Xᵀ.</param>
    /// <param name="right">Z and where the blocks of its rows begin.</param>
    /// <param name="line">Receives the sums.</param>
    /// <param name="part">Scratch space, as long as <paramref name="line"/>.</param>
    public static void Write(CsrRow column, (DenseRows Rows, int[] Starts) right, Span<float> line, Span<float> part)
    {
        line.Clear();
        foreach (var block in Blocks(column, right.Starts))
        {
            Write(Slice(column, block), right.Rows, part);
            TensorPrimitives.Add(line, part, line);
        }
    }

    /// <summary>A row of XᵀZ, or of XZ, for dense Z.</summary>
    public static void Write(CsrRow row, DenseRows right, Span<float> line)
    {
        line.Clear();
        for (var entry = 0; entry < row.Count; entry++)
            TensorPrimitives.MultiplyAdd(right[row.Columns[entry]], row.Values[entry], line, line);
    }

    /// <summary>Entries of a column by block, those without any left out.</summary>
    public static List<Range> Blocks(CsrRow column, int[] starts)
    {
        var (ranges, from) = (new List<Range>(starts.Length - 1), 0);
        for (var block = 1; block < starts.Length && from < column.Count; block++)
        {
            var to = from;
            while (to < column.Count && column.Columns[to] < starts[block])
                to++;
            if (to > from)
                ranges.Add(from..to);
            from = to;
        }
        return ranges;
    }

    /// <summary>Some neighbouring entries of a row.</summary>
    public static CsrRow Slice(CsrRow row, Range entries) => new(row.Columns[entries], row.Values[entries]);
}
