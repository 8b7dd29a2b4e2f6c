using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Taojin.Data;
using Taojin.Storage.Postgres;

namespace Taojin.Storage.Database;

/// <summary>One connection to the workspace's DuckDB file, set so that nothing is ever fetched from a network.</summary>
internal sealed class LogDatabase : ITables, IDisposable
{
    private readonly bool _isReading;

    private LogDatabase(DuckDBConnection connection, bool isReading = false) => (Connection, _isReading) = (connection, isReading);

    /// <summary>The PostgreSQL store that this file is a snapshot of; null where the file is the store itself.</summary>
    public PostgresStore? Store { get; set; }

    /// <summary>The connection; for appenders and readers.</summary>
    public DuckDBConnection Connection { get; }

    /// <summary>Opens the file, and makes it when there is none.</summary>
    public static LogDatabase Open(string file, WorkspaceSettings settings)
    {
        var builder = new DuckDBConnectionStringBuilder
        {
            DataSource = file,
            ["threads"] = settings.Threads.ToString(CultureInfo.InvariantCulture),
            ["memory_limit"] = settings.MemoryLimitGb.ToString("0.###", CultureInfo.InvariantCulture) + "GB",
            ["autoinstall_known_extensions"] = "false",
            ["autoload_known_extensions"] = "false",
        };
        var connection = new DuckDBConnection(builder.ConnectionString);
        connection.Open();
        return new(connection);
    }

    /// <summary>Another connection to the same database; it sees what was committed when its transaction began. A snapshot is brought up to date first.</summary>
    public LogDatabase Duplicate()
    {
        Store?.Refresh();
        return Another(isReading: Store is not null);
    }

    /// <summary>A transaction of its own on the store.</summary>
    public IStoreWrite Write() => Store is { } store ? store.Write() : DuckWrite.Own(Another(isReading: false));

    /// <summary>Another connection as it is.</summary>
    /// <param name="isReading">Refuses statements that write: to a snapshot they would be lost.</param>
    public LogDatabase Another(bool isReading)
    {
        var connection = new DuckDBConnection(Connection.ConnectionString);
        connection.Open();
        return new(connection, isReading);
    }

    /// <summary>Runs Sql/<paramref name="name"/>.sql; gives the number of changed rows.</summary>
    public int Run(string name, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (_isReading)
            throw new TaojinException("store.write-unsupported", $"'{name}' does not reach the shop's PostgreSQL yet.", "Nothing was changed. Use a workspace without a store for this, or write the tables in PostgreSQL.");
        using var command = Command(name, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs Sql/<paramref name="name"/>.sql on a table of this program's schema, whose name it leaves open, as it does that of its key.</summary>
    public void RunOn(string name, string table, string key = "")
    {
        using var command = Connection.CreateCommand();
        command.CommandText = SqlText.Of(name).Replace("{table}", table, StringComparison.Ordinal).Replace("{key}", key, StringComparison.Ordinal);
        command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row that Sql/<paramref name="name"/>.sql gives.</summary>
    public long Number(string name, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(name, parameters);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>A command of Sql/<paramref name="name"/>.sql; the caller disposes of it.</summary>
    public DuckDBCommand Command(string name, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = Connection.CreateCommand();
        command.CommandText = SqlText.Of(name);
        foreach (var (parameter, value) in parameters)
            command.Parameters.Add(new DuckDBParameter(parameter, value));
        return command;
    }

    /// <inheritdoc />
    public DbCommand Query(string name, params ReadOnlySpan<(string Name, object? Value)> parameters) => Command(name, parameters);

    /// <inheritdoc />
    public IRowAppender Appender(string table, IReadOnlyList<Column> columns) => new ChunkAppender(Connection, table, columns);

    /// <inheritdoc />
    public void Dispose() => Connection.Dispose();
}
