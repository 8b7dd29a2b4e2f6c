using System.Runtime.InteropServices;
using System.Text;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Taojin.Data;

namespace Taojin.Storage.Database;

/// <summary>Writes columns into a table by whole vectors: ten million rows of the log a second and core, where rows one by one reach half.</summary>
/// <remarks>Columns of the table that are not named stay empty. Belongs to the transaction of its connection.</remarks>
internal sealed class ChunkAppender : IRowAppender
{
    private const int VectorSize = 2048;
    private readonly DuckDB.NET.Native.DuckDBAppender _appender;
    private readonly DuckDBDataChunk _chunk;
    private readonly DuckDBLogicalType[] _types;
    private readonly string _table;

    /// <summary>Writes the given columns of a table.</summary>
    public ChunkAppender(DuckDBConnection connection, string table, IReadOnlyList<Column> columns)
    {
        _table = table;
        Check(NativeMethods.Appender.DuckDBAppenderCreate(connection.NativeConnection, null!, table, out _appender));
        foreach (var column in columns)
            Check(AddColumn(_appender.DangerousGetHandle(), Encoding.UTF8.GetBytes(column.Name + '\0')));
        _types = [.. columns.Select(column => NativeMethods.LogicalType.DuckDBCreateLogicalType(column.Type))];
        _chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk([.. _types.Select(type => type.DangerousGetHandle())], (ulong)_types.Length);
    }

    /// <summary>Writes the first <paramref name="count"/> rows of the columns that were named.</summary>
    public void Append(IReadOnlyList<Column> columns, int count)
    {
        for (var start = 0; start < count; start += VectorSize)
        {
            var length = Math.Min(VectorSize, count - start);
            NativeMethods.DataChunks.DuckDBDataChunkReset(_chunk);
            for (var column = 0; column < columns.Count; column++)
                columns[column].Write(NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk, column), start, length);
            NativeMethods.DataChunks.DuckDBDataChunkSetSize(_chunk, (ulong)length);
            Check(NativeMethods.Appender.DuckDBAppendDataChunk(_appender, _chunk));
        }
    }

    /// <summary>Hands over all that was appended. Without it nothing is promised.</summary>
    public void Complete() => Check(NativeMethods.Appender.DuckDBAppenderClose(_appender));

    /// <inheritdoc />
    public void Dispose()
    {
        _appender.Dispose();
        _chunk.Dispose();
        foreach (var type in _types)
            type.Dispose();
    }

    [DllImport("duckdb", EntryPoint = "duckdb_appender_add_column")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern DuckDBState AddColumn(nint appender, byte[] name);

    private void Check(DuckDBState state)
    {
        if (state == DuckDBState.Success)
            return;
        using var fault = NativeMethods.Appender.DuckDBAppenderErrorData(_appender);
        throw new TaojinException(
            "log.write-failed",
            $"Writing to {_table} failed: {NativeMethods.ErrorData.DuckDBErrorDataMessage(fault)}",
            "Nothing of this write was kept. Check disk space and memory_limit_gb in taojin.toml, then run it again.");
    }
}
