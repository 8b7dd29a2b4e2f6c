using DuckDB.NET.Native;
using Taojin.Data;

namespace Taojin.Storage.Database;

/// <summary>Reads a query's answer by whole vectors, straight from DuckDB's memory: several times as fast as row by row.</summary>
/// <remarks>Columns must not be empty anywhere: the query replaces NULL. The answer is streamed; it is never in memory as a whole.</remarks>
internal sealed class ChunkReader : IDisposable
{
    private readonly DuckDBPreparedStatement _statement;
    private DuckDBResult _result;
    private DuckDBDataChunk? _chunk;

    /// <summary>Starts Sql/<paramref name="name"/>.sql with its only parameter, or without one.</summary>
    public ChunkReader(LogDatabase database, string name, (string Name, long Value)? parameter = null)
    {
        var state = NativeMethods.PreparedStatements.DuckDBPrepare(database.Connection.NativeConnection, SqlText.Of(name), out _statement);
        Check(state == DuckDBState.Success ? null : NativeMethods.PreparedStatements.DuckDBPrepareError(_statement));
        if (parameter is var (given, value))
        {
            state = NativeMethods.PreparedStatements.DuckDBBindParameterIndex(_statement, out var place, given);
            Check(state == DuckDBState.Success && NativeMethods.PreparedStatements.DuckDBBindInt64(_statement, place, value) == DuckDBState.Success ? null : $"no parameter {given}");
        }
        state = NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(_statement, out _result);
        Check(state == DuckDBState.Success ? null : NativeMethods.Query.DuckDBResultError(ref _result));
    }

    /// <summary>Rows of the present chunk.</summary>
    public int Count { get; private set; }

    /// <summary>Goes to the next chunk; false at the end.</summary>
    public bool Read()
    {
        _chunk?.Dispose();
        _chunk = NativeMethods.Query.DuckDBFetchChunk(_result);
        Count = _chunk.IsInvalid ? 0 : (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(_chunk);
        if (_chunk.IsInvalid)
            Check(NativeMethods.Query.DuckDBResultError(ref _result));
        return Count > 0;
    }

    /// <summary>A column of the present chunk, valid until the next one; <typeparamref name="T"/> is as wide as the column's type.</summary>
    public unsafe ReadOnlySpan<T> Column<T>(int column)
        where T : unmanaged =>
        new(NativeMethods.Vectors.DuckDBVectorGetData(NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk!, column)), Count);

    /// <summary>The UTF-8 of a text of the present chunk, valid until the next one.</summary>
    public unsafe ReadOnlySpan<byte> Text(int column, int row)
    {
        const int Size = 16, Inlined = 12; // duckdb_string_t: the length, then the text itself or four bytes of it and where it stands
        var text = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk!, column)) + (row * Size);
        var length = *(int*)text;
        return new(length <= Inlined ? text + 4 : *(byte**)(text + 8), length);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _chunk?.Dispose();
        NativeMethods.Query.DuckDBDestroyResult(ref _result);
        _statement.Dispose();
    }

    private static void Check(string? fault)
    {
        if (!string.IsNullOrEmpty(fault))
            throw new TaojinException("log.read-failed", $"Reading the log failed: {fault}", "Run: ./taojin doctor");
    }
}
