using Taojin.Storage.Import;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Sources;

/// <summary>The cells of one row by the numbers of their columns, as UTF-8. Made by a struct, so that a mapping is compiled for it without indirection.</summary>
internal interface IRow
{
    /// <summary>Number of cells.</summary>
    int FieldCount { get; }

    /// <summary>A cell. Valid until the next row.</summary>
    ReadOnlySpan<byte> this[int field] { get; }
}

/// <summary>Turns a row of cells into a row of a table.</summary>
internal interface IRowMapping<TRow>
    where TRow : struct, IRow
{
    /// <summary>Hands the row to the sink, or its fault.</summary>
    void Map(TRow row, in RowPlace place);
}

/// <summary>Chooses the mapping by the table that a file's rows go to.</summary>
internal static class RowMapping
{
    /// <summary>The mapping of a format.</summary>
    public static IRowMapping<TRow> Of<TRow>(TableFormat format, ImportSink sink)
        where TRow : struct, IRow => format.Table switch
    {
        "items" => new ItemMapping<TRow>(format, sink),
        "users" => new UserMapping<TRow>(format, sink),
        "reviews" => new ReviewMapping<TRow>(format, sink),
        _ when sink.Scope.Trade.Find(format.Table) is { } table => new TradeMapping<TRow>(table, format, sink),
        _ => new EventMapping<TRow>(format, sink),
    };
}

/// <summary>A row of separated fields.</summary>
internal readonly struct DelimitedRow(DelimitedReader reader) : IRow
{
    /// <inheritdoc />
    public int FieldCount => reader.FieldCount;

    /// <inheritdoc />
    public ReadOnlySpan<byte> this[int field] => reader[field];
}
