using Npgsql;
using Taojin.Data;

namespace Taojin.Storage.Postgres;

/// <summary>A transaction whose end is known even when the server goes away while it commits: the new connection asks what became of it.</summary>
internal sealed class PostgresTransaction : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Pause = TimeSpan.FromMilliseconds(200);
    private readonly PostgresStore _store;
    private readonly NpgsqlTransaction _transaction;
    private readonly bool _keepsConnection;

    /// <summary>Begins; the number of a transaction that writes is asked for at once, so that a dead connection shows before anything has happened.</summary>
    private PostgresTransaction(PostgresStore store, NpgsqlConnection connection, bool keepsConnection)
    {
        (_store, Connection, _keepsConnection) = (store, connection, keepsConnection);
        _transaction = connection.BeginTransaction();
        using var command = connection.Sql(store.Names is null ? "current_tx" : "current_tx_named");
        using var reader = command.ExecuteReader();
        reader.Read();
        Name = reader.GetString(0);
        if (store.Names is { } names && reader.GetInt32(1) != names.Generation)
            throw new TaojinException("privacy.key-rotated", "The key of pseudonyms was rotated, and this server has not followed yet.", "Nothing of it was kept. Send it again in a second; if that does not help, give this server the new key too.");
    }

    /// <summary>The connection.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>Number of the transaction in PostgreSQL.</summary>
    public string Name { get; }

    /// <summary>Begins on a connection of its own. One that waited in the pool may be dead; then another is tried, for nothing has happened yet.</summary>
    public static PostgresTransaction Begin(PostgresStore store)
    {
        for (var attempt = 0; ; attempt++)
        {
            NpgsqlConnection? connection = null;
            try
            {
                connection = store.Source.OpenConnection();
                return new(store, connection, keepsConnection: false);
            }
            catch (NpgsqlException fault)
            {
                connection?.Dispose();
                if (attempt > 0 || !PostgresFaults.IsAway(fault))
                    throw store.Explained(fault);
                store.Source.Clear();
            }
            catch
            {
                connection?.Dispose();
                throw;
            }
        }
    }

    /// <summary>Begins on a connection that the caller keeps.</summary>
    public static PostgresTransaction On(PostgresStore store, NpgsqlConnection connection) => new(store, connection, keepsConnection: true);

    /// <summary>Makes it durable, or says surely that it is not; only a server that stays away leaves it open.</summary>
    /// <exception cref="TaojinException">store.unreachable, store.in-doubt, log.write-failed.</exception>
    public void Commit()
    {
        try
        {
            _transaction.Commit();
        }
        catch (NpgsqlException fault) when (PostgresFaults.IsAway(fault))
        {
            if (!IsCommitted(fault))
                throw _store.Explained(fault);
        }
        catch (NpgsqlException fault)
        {
            throw _store.Explained(fault);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            _transaction.Dispose();
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException)
        {
            // The connection broke: the server rolls back by itself.
        }
        if (!_keepsConnection)
            Connection.Dispose();
    }

    private bool IsCommitted(NpgsqlException fault)
    {
        var asked = _store.Clock.GetTimestamp();
        using var pause = new ManualResetEventSlim();
        while (true)
        {
            try
            {
                using var connection = _store.Source.OpenConnection();
                using var command = connection.Sql("fate_of_tx", ("tx", Name));
                if (command.ExecuteScalar() is string fate and not "in progress")
                    return fate == "committed";
            }
            catch (PostgresException unknown) when (unknown.SqlState == PostgresErrorCodes.InvalidParameterValue)
            {
                return false; // this server has never come so far: what took over had not seen it
            }
            catch (NpgsqlException away) when (PostgresFaults.IsAway(away))
            {
                _store.Source.Clear();
            }
            if (_store.Clock.GetElapsedTime(asked) > Patience)
                throw new TaojinException(
                    "store.in-doubt", $"PostgreSQL at {_store.Address} went away while it saved, and does not come back.", "What was sent may be kept or not. Send it again when the server is back: what has an event_id, and a file that is imported again, is counted once.", fault);
            pause.Wait(Pause);
        }
    }
}
