using Npgsql;
using Taojin.Storage.Tasks;

namespace Taojin.Storage.Postgres;

/// <summary>Tasks of all servers of a store. A server holds a lock of the database on a connection of its own for as long as it lives, however it ends: so the others see what it has left.</summary>
internal sealed class PostgresTasks(PostgresStore store) : ITaskRecords, IDisposable
{
    private readonly Lock _turn = new();
    private NpgsqlConnection? _alive;

    /// <inheritdoc />
    public void Put(string id, string body) => Write("task_put", ("task_id", id), ("server", (int)store.ServerNumber), ("body", body), ("most", TaskFiles.Most));

    /// <inheritdoc />
    public bool TryPut(string id, string body, string claim) => Write("task_claim", ("task_id", id), ("server", (int)store.ServerNumber), ("body", body), ("claim", claim)) > 0;

    /// <inheritdoc />
    public IReadOnlyList<TaskRecord> All() => store.Read("tasks_read", row => new TaskRecord(row.GetString(0), row.GetString(1), row.GetBoolean(2)), ("most", TaskFiles.Most));

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_turn)
        {
            if (_alive is { } alive)
                NpgsqlConnection.ClearPool(alive); // back in the pool it would go on holding the lock
            _alive?.Dispose();
            _alive = null;
        }
    }

    /// <returns>Number of rows that were written.</returns>
    private int Write(string name, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        lock (_turn)
        {
            for (var isSecond = false; ; isSecond = true)
            {
                try
                {
                    _alive ??= Alive();
                    using var put = _alive.Sql(name, parameters);
                    return put.ExecuteNonQuery();
                }
                catch (NpgsqlException fault)
                {
                    _alive?.Dispose();
                    _alive = null;
                    if (isSecond || !PostgresFaults.IsAway(fault))
                        throw store.Explained(fault);
                    store.Source.Clear();
                }
            }
        }
    }

    private NpgsqlConnection Alive()
    {
        var connection = store.Source.OpenConnection();
        try
        {
            using var hold = connection.Sql("server_lives", ("server", (int)store.ServerNumber));
            hold.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
