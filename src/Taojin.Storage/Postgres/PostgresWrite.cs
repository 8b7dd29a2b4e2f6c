using System.Data.Common;
using System.Globalization;
using Npgsql;
using Taojin.Storage.Database;
using Taojin.Storage.Import;

namespace Taojin.Storage.Postgres;

/// <summary>One transaction on the shop's PostgreSQL.</summary>
internal sealed class PostgresWrite : IStoreWrite
{
    private readonly PostgresStore _store;
    private readonly PostgresTransaction _transaction;
    private readonly bool _isLong;

    /// <summary>Begins a transaction.</summary>
    /// <param name="store">The store.</param>
    /// <param name="ids">Ids of the indexes that columns hold.</param>
    /// <param name="isLong">Whether a statement may take longer than half a minute.</param>
    public PostgresWrite(PostgresStore store, LogIds ids, bool isLong = false) =>
        (_store, Ids, _isLong, _transaction) = (store, ids, isLong, PostgresTransaction.Begin(store));

    /// <summary>Ids of the indexes that columns hold.</summary>
    public LogIds Ids { get; }

    private NpgsqlConnection Connection => _transaction.Connection;

    /// <inheritdoc />
    public int Run(string name, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        try
        {
            using var command = Command(name, parameters);
            return Math.Max(0, command.ExecuteNonQuery());
        }
        catch (NpgsqlException fault)
        {
            throw _store.Explained(fault);
        }
    }

    /// <summary>Runs a statement that leaves the name of its table open; gives the number of changed rows.</summary>
    public int RunOn(string name, string table, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        try
        {
            using var command = Connection.SqlOn(name, table, parameters);
            return Math.Max(0, command.ExecuteNonQuery());
        }
        catch (NpgsqlException fault)
        {
            throw _store.Explained(fault);
        }
    }

    /// <summary>A query that leaves the name of its table open; the caller disposes of it.</summary>
    public DbCommand QueryOn(string name, string table) => Connection.SqlOn(name, table);

    /// <inheritdoc />
    public long Number(string name, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        try
        {
            using var command = Command(name, parameters);
            return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }
        catch (NpgsqlException fault)
        {
            throw _store.Explained(fault);
        }
    }

    /// <inheritdoc />
    public DbCommand Query(string name, params ReadOnlySpan<(string Name, object? Value)> parameters) => Command(name, parameters);

    /// <inheritdoc />
    /// <remarks>Ids of users and items are not written as they are: an import names them, and those that are new are added when it is completed.</remarks>
    public IRowAppender Appender(string table, IReadOnlyList<Column> columns)
    {
        if (table is not ("users" or "items"))
            return Copy((table, table == "staged_events"), columns);
        Run($"seen_{table}_create");
        return new SeenIds(this, table, Copy(($"seen_{table}", false), columns));
    }

    /// <summary>Rows on their way into columns of a table, value by value.</summary>
    public NpgsqlBinaryImporter Copying(string table, IReadOnlyList<string> columns) => Connection.BeginBinaryImport(SqlText.OfPostgres("copy_rows")
        .Replace("{table}", table, StringComparison.Ordinal).Replace("{columns}", string.Join(", ", columns), StringComparison.Ordinal));

    /// <inheritdoc />
    public void Commit() => _transaction.Commit();

    /// <inheritdoc />
    public void Dispose() => _transaction.Dispose();

    private GuardedRows Copy((string, bool) table, IReadOnlyList<Column> columns)
    {
        try
        {
            return new(_store, new CopyTable(Connection, table, columns, Ids));
        }
        catch (NpgsqlException fault)
        {
            throw _store.Explained(fault);
        }
    }

    private NpgsqlCommand Command(string name, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = Connection.Sql(name, parameters);
        if (_isLong)
            command.CommandTimeout = 0;
        return command;
    }

    /// <summary>Rows whose faults are those of the store.</summary>
    private sealed class GuardedRows(PostgresStore store, CopyTable rows) : IRowAppender
    {
        public void Append(IReadOnlyList<Column> columns, int count) => Guard(() => rows.Append(columns, count));

        public void Complete() => Guard(rows.Complete);

        public void Dispose() => rows.Dispose();

        private void Guard(Action write)
        {
            try
            {
                write();
            }
            catch (NpgsqlException fault)
            {
                throw store.Explained(fault);
            }
        }
    }

    private sealed class SeenIds(PostgresWrite write, string table, IRowAppender rows) : IRowAppender
    {
        public void Append(IReadOnlyList<Column> columns, int count) => rows.Append(columns, count);

        public void Complete()
        {
            rows.Complete();
            write.Run($"seen_{table}_merge");
        }

        public void Dispose() => rows.Dispose();
    }
}
