namespace Taojin.Numerics;

/// <summary>A dense matrix by rows in one array: factors, embeddings, tables of features.</summary>
public sealed class DenseRows
{
    /// <summary>A matrix of zeros.</summary>
    public DenseRows(int rowCount, int columnCount)
        : this(rowCount, columnCount, new float[checked((long)rowCount * columnCount)])
    {
    }

    /// <summary>Takes over <paramref name="values"/>, shape [rows × columns].</summary>
    /// <exception cref="ArgumentException">The array has another length.</exception>
    public DenseRows(int rowCount, int columnCount, float[] values)
    {
        if (values.LongLength != (long)rowCount * columnCount)
            throw new ArgumentException($"{rowCount} × {columnCount} values are needed, not {values.LongLength}.");
        (RowCount, ColumnCount, Values) = (rowCount, columnCount, values);
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>All values, row by row; shared, not copied.</summary>
    public float[] Values { get; }

    /// <summary>One row, without a copy.</summary>
    public Span<float> this[int row] => Values.AsSpan(row * ColumnCount, ColumnCount);
}
