using System.Data;
using Npgsql;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Import;

namespace Taojin.Storage.Postgres;

/// <summary>Keeps the workspace's file a true copy of the store: takes over, each time, exactly what was committed since the last.</summary>
/// <remarks>
/// The cursor is what PostgreSQL showed the last time (<c>pg_snapshot</c>), so that long transactions hold nothing up and nothing is missed or
/// taken twice, whatever the order of commits. It is written in the transaction of the rows. When another server took over, or the store is
/// another one, the copy begins anew.
/// </remarks>
internal sealed class Snapshot(PostgresStore store, LogDatabase file)
{
    /// <summary>The cursor of an empty copy.</summary>
    public const string NothingSeen = "1:1:";

    /// <summary>Users and items come first, for the others name them; key is what tells their rows apart here.</summary>
    public static readonly (string Name, string Key)[] Tables =
    [
        ("users", "user_index"), ("items", "item_index"), ("imports", "row_no"), ("reviews", "row_no"), ("orders", "row_no"), ("campaigns", "row_no"),
        ("exposures", "row_no"), ("redemptions", "row_no"), ("item_categories", "row_no"), ("item_labels", "row_no"), ("documents", "row_no"),
        ("order_states", "row_no"), ("messages", "row_no"), ("message_feedback", "row_no"), ("shadow_lists", "row_no"), ("consents", "row_no"), ("feedback", "row_no"), ("item_aspects", "row_no"),
    ];

    private readonly Lock _turn = new();
    private LogIds? _ids;
    private (string Store, string Seen)? _cursor;

    /// <summary>Ids of all users and items here, with their indexes.</summary>
    public LogIds Ids()
    {
        lock (_turn)
            return _ids ??= LogIds.Load(file);
    }

    /// <summary>Takes over what is new.</summary>
    public void Refresh()
    {
        lock (_turn)
        {
            for (var isSecond = false; ; isSecond = true)
            {
                try
                {
                    using var connection = store.Source.OpenConnection();
                    using var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
                    TakeOver(connection);
                    return;
                }
                catch (NpgsqlException fault)
                {
                    _ids = null; // ids that were given in the lost transaction are given anew
                    store.Source.Clear();
                    if (isSecond || !PostgresFaults.IsAway(fault))
                        throw store.Explained(fault);
                }
                catch
                {
                    _ids = null;
                    throw;
                }
            }
        }
    }

    private void TakeOver(NpgsqlConnection connection)
    {
        var now = StateOf(connection);
        using var local = file.Another(isReading: false);
        if (_cursor is null)
        {
            local.Run("snapshot/prepare");
            _cursor = CursorOf(local) ?? (local.Number("events_next_no") == 0 ? null : throw OwnLog());
        }
        if (_cursor == now)
            return;
        using var transaction = local.Connection.BeginTransaction();
        var seen = _cursor is { } cursor && cursor.Store == now.Store ? cursor.Seen : NothingSeen;
        if (seen != NothingSeen && !Delete(connection, local, seen))
            seen = NothingSeen;
        if (seen == NothingSeen)
            Empty(local);
        Pull(connection, local, seen);
        local.Run("snapshot/cursor_write", ("store", now.Store), ("seen", now.Seen));
        transaction.Commit();
        _cursor = now;
    }

    private void Pull(NpgsqlConnection connection, LogDatabase local, string seen)
    {
        _ids ??= LogIds.Load(local);
        foreach (var table in Tables)
        {
            new PulledTable(table.Name, table.Key).Take(connection, local, (seen, _ids));
            if (table.Name is "items")
                _ids.MarkSaved();
        }
        new PulledEvents(local, _ids).Take(connection, seen);
        _ids.Save(local); // of events whose users or items have no row in the store any more
    }

    /// <summary>Deletes what was deleted in the store.</summary>
    /// <returns>False when a user or an item is gone: indexes are dense, and no trace may stay, so that the copy begins anew.</returns>
    private static bool Delete(NpgsqlConnection connection, LogDatabase local, string seen)
    {
        var deleted = PulledTable.Deleted(connection, seen);
        if (deleted.ContainsKey("users") || deleted.ContainsKey("items"))
            return false;
        foreach (var (table, numbers) in deleted)
        {
            local.Run("snapshot/pulled_deleted");
            var column = new Column<long>("row_no", DuckDB.NET.Native.DuckDBType.BigInt, numbers.Count);
            numbers.ForEach(column.Add);
            using (var rows = local.Appender("pulled_deleted", [column]))
            {
                rows.Append([column], numbers.Count);
                rows.Complete();
            }
            if (table == "events")
                local.Run("snapshot/delete_events");
            else
                local.RunOn("snapshot/delete_rows", table);
        }
        return true;
    }

    private void Empty(LogDatabase local)
    {
        foreach (var (table, _) in Tables)
            local.RunOn("snapshot/empty_table", table);
        local.RunOn("snapshot/empty_table", "events");
        local.RunOn("snapshot/empty_table", "event_details");
        _ids = new();
    }

    private TaojinException OwnLog() => new(
        "store.has-own-log", "The workspace holds a log of its own, which would be lost if it became a snapshot of the store.",
        $"Make another workspace for the store ({store.Address}) and import there: ./taojin init --store …");

    /// <summary>Which store answers, and what it shows in this transaction.</summary>
    public static (string Store, string Seen) StateOf(NpgsqlConnection connection)
    {
        using var command = connection.Sql("pull_state");
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetString(0), reader.GetString(1));
    }

    /// <summary>How far a copy has come; null for one that was never taken.</summary>
    public static (string Store, string Seen)? CursorOf(LogDatabase local)
    {
        using var command = local.Command("snapshot/cursor_read");
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetString(0), reader.GetString(1)) : null;
    }
}
