using Taojin.Numerics;

namespace Taojin.Cluster.Sums;

/// <summary>Rows of sums, which are added up densely and sent sparsely.</summary>
internal static class SumRows
{
    /// <summary>What is not 0, by column.</summary>
    public static (int[] Columns, float[] Values) NotZero(ReadOnlySpan<float> line)
    {
        var count = line.Length;
        foreach (var value in line)
            count -= value == 0 ? 1 : 0;
        var (columns, values, place) = (new int[count], new float[count], 0);
        for (var column = 0; place < count; column++)
            if (line[column] != 0)
                (columns[place], values[place++]) = (column, line[column]);
        return (columns, values);
    }

    /// <summary>A matrix of rows given one by one.</summary>
    public static CsrMatrix Stack(int[][] columns, float[][] values, int columnCount)
    {
        var starts = new int[columns.Length + 1];
        for (var row = 0; row < columns.Length; row++)
            starts[row + 1] = starts[row] + columns[row].Length;
        return new(columns.Length, columnCount, starts, [.. columns.SelectMany(row => row)], [.. values.SelectMany(row => row)]);
    }

    /// <summary>Cuts the rows of XᵀY into stripes of at most so many entries a block.</summary>
    /// <param name="byColumn">Xᵀ.</param>
    /// <param name="right">Y.</param>
    /// <param name="most">Entries.</param>
    public static IEnumerable<(int From, int To)> Stripes(CsrMatrix byColumn, CsrMatrix right, long most)
    {
        var (from, entries) = (0, 0L);
        for (var row = 0; row < byColumn.RowCount; row++)
        {
            var here = 0L;
            foreach (var place in byColumn[row].Columns)
                here += right.Starts[place + 1] - right.Starts[place];
            here = Math.Min(here, right.ColumnCount);
            if (row > from && entries + here > most)
            {
                yield return (from, row);
                (from, entries) = (row, 0);
            }
            entries += here;
        }
        if (from < byColumn.RowCount)
            yield return (from, byColumn.RowCount);
    }
}
