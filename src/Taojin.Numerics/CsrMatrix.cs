namespace Taojin.Numerics;

/// <summary>A sparse matrix by compressed rows, built once and never changed. Columns ascend within a row.</summary>
public sealed class CsrMatrix
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly float[] _values;

    /// <summary>Takes over the arrays: <paramref name="starts"/> has shape [rows + 1], the others [entries].</summary>
    /// <exception cref="ArgumentException">The arrays do not fit one another.</exception>
    public CsrMatrix(int rowCount, int columnCount, int[] starts, int[] columns, float[] values)
    {
        if (starts.Length != rowCount + 1 || starts[^1] != columns.Length || columns.Length != values.Length)
            throw new ArgumentException($"A matrix of {rowCount} rows needs {rowCount + 1} starts and as many columns as values.");
        (RowCount, ColumnCount, _starts, _columns, _values) = (rowCount, columnCount, starts, columns, values);
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>Number of stored entries.</summary>
    public int EntryCount => _columns.Length;

    /// <summary>Where each row starts in <see cref="Columns"/>, shape [rows + 1].</summary>
    public ReadOnlySpan<int> Starts => _starts;

    /// <summary>Columns of all entries, row by row, shape [entries].</summary>
    public ReadOnlySpan<int> Columns => _columns;

    /// <summary>Values of all entries, row by row, shape [entries].</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>One row, without a copy.</summary>
    public CsrRow this[int row]
    {
        get
        {
            var (start, length) = (_starts[row], _starts[row + 1] - _starts[row]);
            return new(_columns.AsSpan(start, length), _values.AsSpan(start, length));
        }
    }

    /// <summary>The matrix of the given entries; those of one cell are added up.</summary>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="columnCount">Number of columns.</param>
    /// <param name="rows">Row of each entry, shape [entries].</param>
    /// <param name="columns">Column of each entry, shape [entries].</param>
    /// <param name="values">Value of each entry, shape [entries].</param>
    public static CsrMatrix Of(int rowCount, int columnCount, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, ReadOnlySpan<float> values)
    {
        var starts = new int[rowCount + 1];
        foreach (var row in rows)
            starts[row + 1]++;
        for (var row = 0; row < rowCount; row++)
            starts[row + 1] += starts[row];
        var (next, byRow, weights) = (starts.AsSpan(0, rowCount).ToArray(), new int[rows.Length], new float[rows.Length]);
        for (var entry = 0; entry < rows.Length; entry++)
        {
            var place = next[rows[entry]]++;
            (byRow[place], weights[place]) = (columns[entry], values[entry]);
        }
        return Merged(rowCount, columnCount, starts, byRow, weights);
    }

    /// <summary>Rows and columns exchanged. Costs one pass over the entries.</summary>
    public CsrMatrix Transpose()
    {
        var starts = new int[ColumnCount + 1];
        foreach (var column in _columns)
            starts[column + 1]++;
        for (var column = 0; column < ColumnCount; column++)
            starts[column + 1] += starts[column];
        var next = starts.AsSpan(0, ColumnCount).ToArray();
        var (columns, values) = (new int[EntryCount], new float[EntryCount]);
        for (var row = 0; row < RowCount; row++)
            for (var entry = _starts[row]; entry < _starts[row + 1]; entry++)
            {
                var place = next[_columns[entry]]++;
                (columns[place], values[place]) = (row, _values[entry]);
            }
        return new(ColumnCount, RowCount, starts, columns, values);
    }

    /// <summary>Some neighbouring rows as a matrix of their own, shape [count × columns]; copied.</summary>
    public CsrMatrix RowRange(int start, int count)
    {
        var (from, to) = (_starts[start], _starts[start + count]);
        var starts = _starts.AsSpan(start, count + 1).ToArray();
        foreach (ref var place in starts.AsSpan())
            place -= from;
        return new(count, ColumnCount, starts, _columns[from..to], _values[from..to]);
    }

    /// <summary>The same places with other values.</summary>
    /// <param name="value">Gives the new value from row, column and old value.</param>
    public CsrMatrix Select(Func<int, int, float, float> value)
    {
        var values = new float[EntryCount];
        for (var row = 0; row < RowCount; row++)
            for (var entry = _starts[row]; entry < _starts[row + 1]; entry++)
                values[entry] = value(row, _columns[entry], _values[entry]);
        return new(RowCount, ColumnCount, _starts, _columns, values);
    }

    private static CsrMatrix Merged(int rowCount, int columnCount, int[] starts, int[] columns, float[] values)
    {
        var kept = 0;
        for (var row = 0; row < rowCount; row++)
        {
            var (start, end) = (starts[row], starts[row + 1]);
            Array.Sort(columns, values, start, end - start);
            starts[row] = kept;
            for (var entry = start; entry < end; entry++)
                if (kept > starts[row] && columns[kept - 1] == columns[entry])
                    values[kept - 1] += values[entry];
                else
                    (columns[kept], values[kept++]) = (columns[entry], values[entry]);
        }
        starts[rowCount] = kept;
        Array.Resize(ref columns, kept);
        Array.Resize(ref values, kept);
        return new(rowCount, columnCount, starts, columns, values);
    }
}

/// <summary>One row of a <see cref="CsrMatrix"/>: a view that cannot outlive the matrix.</summary>
public readonly ref struct CsrRow(ReadOnlySpan<int> columns, ReadOnlySpan<float> values)
{
    /// <summary>Columns of the row's entries, ascending.</summary>
    public ReadOnlySpan<int> Columns { get; } = columns;

    /// <summary>Values of the row's entries.</summary>
    public ReadOnlySpan<float> Values { get; } = values;

    /// <summary>Number of entries in the row.</summary>
    public int Count => Columns.Length;
}
