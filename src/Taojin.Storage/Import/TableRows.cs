using DuckDB.NET.Native;
using Taojin.Storage.Database;

namespace Taojin.Storage.Import;

/// <summary>Rows of one table by columns, filled from left to right.</summary>
internal sealed class TableRows(params Column[] columns)
{
    private readonly Column<long> _row = new("staged_no", DuckDBType.BigInt, 0);
    private int _next;

    /// <summary>Number of rows.</summary>
    public int Count => _row.Count;

    /// <summary>Begins a row.</summary>
    public void Begin()
    {
        _row.Add(_row.Count);
        _next = 0;
    }

    /// <summary>Gives the next column of the row its text.</summary>
    public void Add(ReadOnlySpan<byte> text) => ((TextColumn)columns[_next++]).Add(text);

    /// <summary>Gives the next column of the row its value.</summary>
    public void Add<T>(T value)
        where T : unmanaged, IEquatable<T> => ((Column<T>)columns[_next++]).Add(value);

    /// <summary>Writes all rows into a staging table.</summary>
    public void Save(ITables tables, string table)
    {
        Column[] all = [_row, .. columns];
        using var appender = tables.Appender(table, all);
        appender.Append(all, Count);
        appender.Complete();
    }
}
