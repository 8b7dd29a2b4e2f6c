using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Taojin.Data;
using Taojin.Storage.Postgres;

namespace Taojin.Storage.Database;

/// <summary>One connection to the workspace's DuckDB file, set so that nothing is ever fetched from a network.</summary>
internal sealed class LogDatabase : ITables, IDisposable
{
    private readonly Doorway _doorway;
    private readonly bool _isInside, _isReading;

    private LogDatabase(DuckDBConnection connection, (string File, Doorway Doorway, bool IsInside) place, bool isReading = false) =>
        (Connection, File, _doorway, _isInside, _isReading) = (connection, place.File, place.Doorway, place.IsInside, isReading);

    /// <summary>Its file.</summary>
    public string File { get; }

    /// <summary>The PostgreSQL store that this file is a snapshot of; null where the file is the store itself.</summary>
    public PostgresStore? Store { get; set; }

    /// <summary>The connection; for appenders and readers.</summary>
    public DuckDBConnection Connection { get; private set; }

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
        return new(connection, (file, new(), false));
    }

    /// <summary>Brings what was acknowledged into the database before somebody reads it; null while there is nothing to bring.</summary>
    public Action? Settle { get; set; }

    /// <summary>Another connection to the same database; it sees all that was acknowledged until now.</summary>
    public LogDatabase Duplicate()
    {
        Settle?.Invoke();
        return Another(isReading: Store is not null);
    }

    /// <summary>A transaction of its own on the store.</summary>
    public IStoreWrite Write() => Store is { } store ? store.Write() : DuckWrite.Own(Another(isReading: false));

    /// <summary>Another connection as it is.</summary>
    /// <param name="isReading">Refuses statements that write: to a snapshot they would be lost.</param>
    public LogDatabase Another(bool isReading)
    {
        _doorway.Enter();
        try
        {
            var connection = new DuckDBConnection(Connection.ConnectionString);
            connection.Open();
            return new(connection, (File, _doorway, true), isReading);
        }
        catch
        {
            _doorway.Leave();
            throw;
        }
    }

    /// <summary>Closes the file for everybody, does something with it, and opens it again. The caller makes sure that nobody writes over this connection.</summary>
    /// <param name="limit">How long it is waited for who has another connection; others wait meanwhile.</param>
    /// <param name="action">What is done.</param>
    /// <returns>False when somebody kept one: then nothing was done.</returns>
    public bool TryWhileClosed((TimeSpan Time, TimeProvider Clock) limit, Action action) => _doorway.TryWhileEmpty(limit, () =>
    {
        var text = Connection.ConnectionString;
        Connection.Dispose();
        try
        {
            action();
        }
        finally
        {
            Connection = new DuckDBConnection(text);
            Connection.Open();
        }
    });

    /// <summary>Waits until nobody has another connection, while others come as they like; no longer than a limit.</summary>
    public void AwaitAlone((TimeSpan Time, TimeProvider Clock) limit) => _doorway.Await(limit);

    /// <summary>Runs Sql/<paramref name="name"/>.sql; gives the number of changed rows.</summary>
    public int Run(string name, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (_isReading)
            throw Unsupported($"'{name}'");
        using var command = Command(name, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The fault of a change that would stay in a snapshot.</summary>
    public static TaojinException Unsupported(string what) => new(
        "store.write-unsupported", $"{what} does not reach the shop's PostgreSQL yet.", "Nothing was changed. Use a workspace without a store for this, or write the tables in PostgreSQL.");

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

    /// <summary>A command whose text names a table or a file, which cannot be parameters; the caller disposes of it.</summary>
    public DuckDBCommand CommandWith(string name, params ReadOnlySpan<(string Mark, string Value)> marks)
    {
        var command = Connection.CreateCommand();
        command.CommandText = SqlText.With(name, marks);
        return command;
    }

    /// <inheritdoc />
    public DbCommand Query(string name, params ReadOnlySpan<(string Name, object? Value)> parameters) => Command(name, parameters);

    /// <inheritdoc />
    public IRowAppender Appender(string table, IReadOnlyList<Column> columns) => new ChunkAppender(Connection, table, columns);

    /// <inheritdoc />
    public void Dispose()
    {
        if (Connection.State == System.Data.ConnectionState.Closed)
            return;
        Connection.Dispose();
        if (_isInside)
            _doorway.Leave();
    }
}
