using System.Data.Common;
using DuckDB.NET.Data;

namespace Taojin.Storage.Database;

/// <summary>One transaction on a workspace whose DuckDB file is its store.</summary>
internal sealed class DuckWrite : IStoreWrite
{
    private readonly LogDatabase _database;
    private readonly DuckDBTransaction _transaction;
    private readonly bool _isOwn;

    private DuckWrite(LogDatabase database, bool isOwn) => (_database, _isOwn, _transaction) = (database, isOwn, database.Connection.BeginTransaction());

    /// <summary>A transaction on a connection that others use later.</summary>
    public static DuckWrite On(LogDatabase database) => new(database, isOwn: false);

    /// <summary>A transaction on a connection of its own, which goes with it.</summary>
    public static DuckWrite Own(LogDatabase connection) => new(connection, isOwn: true);

    /// <inheritdoc />
    public int Run(string name, params ReadOnlySpan<(string Name, object? Value)> parameters) => _database.Run(name, parameters);

    /// <inheritdoc />
    public long Number(string name, params ReadOnlySpan<(string Name, object? Value)> parameters) => _database.Number(name, parameters);

    /// <inheritdoc />
    public DbCommand Query(string name, params ReadOnlySpan<(string Name, object? Value)> parameters) => _database.Command(name, parameters);

    /// <inheritdoc />
    public IRowAppender Appender(string table, IReadOnlyList<Column> columns) => _database.Appender(table, columns);

    /// <inheritdoc />
    public void Commit() => _transaction.Commit();

    /// <inheritdoc />
    public void Dispose()
    {
        _transaction.Dispose();
        if (_isOwn)
            _database.Dispose();
    }
}
