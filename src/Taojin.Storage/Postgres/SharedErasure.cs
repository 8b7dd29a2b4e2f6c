using System.Text.Json;
using Npgsql;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Import;
using Taojin.Storage.Privacy;

namespace Taojin.Storage.Postgres;

/// <summary>A person in a shared store: the rows there, and the copies of it in other folders, each of which goes through its own.</summary>
internal sealed class SharedErasure(PostgresStore store, LogDatabase copy)
{
    private const int Partitions = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Pause = TimeSpan.FromMilliseconds(50);
    private string? _copyId;

    private long Now => Instant.Of(store.Clock.GetUtcNow()).Microseconds;

    /// <summary>Says that this folder holds a copy.</summary>
    /// <exception cref="TaojinException">store.copy-expired: it did not carry out erasures in time, so that nobody may read it any more.</exception>
    public void Register()
    {
        using var local = copy.Another(isReading: false);
        using var command = local.Command("snapshot/copy_read");
        _copyId = command.ExecuteScalar() as string;
        using var write = new PostgresWrite(store, new LogIds());
        if (_copyId is null)
        {
            using (var add = write.Query("copies_add", ("now", Now)))
                _copyId = (string)add.ExecuteScalar()!;
            write.Commit();
            local.Run("snapshot/copy_write", ("copy_id", _copyId));
        }
        else if (write.Run("copies_open", ("copy_id", _copyId), ("now", Now)) == 1)
            write.Commit();
        else
            throw new TaojinException(
                "store.copy-expired", "This folder was away for so long that persons were erased from the store meanwhile and are still in it.",
                $"Delete the folder and make it again: ./taojin init --store … (all of it comes from {store.Address})");
    }

    /// <summary>Takes the person's rows out of the store, and leaves every other copy an order to do the same; all in one transaction.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="texts">What the person wrote: by it the other copies find files.</param>
    /// <returns>Rows that each table lost, and how many other copies there are.</returns>
    public (IReadOnlyDictionary<string, long> Rows, int Copies) Erase(string userId, IReadOnlyList<string> texts)
    {
        var lost = new SortedDictionary<string, long>(StringComparer.Ordinal);
        (string, object?)[] who = [("user_id", userId), ("part", (short)UserPart.Of(userId))];
        var tables = store.Read("person_tables", row => row.GetString(0));
        using var write = new PostgresWrite(store, new LogIds(), isLong: true);
        var copies = write.Run("erasure_orders_add", [("copy_id", _copyId), ("signs", JsonSerializer.Serialize(texts)), ("now", Now), .. who]);
        lost["event_ids"] = write.Run("erase_details", who);
        lost["events"] = write.Run("erase_events", who);
        lost["message_feedback"] = write.Run("erase_message_feedback", who);
        lost["messages"] = write.Run("erase_messages", who);
        lost["partition_states"] = write.Run("erase_part_state", who);
        lost["idempotency_keys"] = KeyErasure.Erase(write, new(userId, texts));
        foreach (var table in tables)
            lost[table] = lost.GetValueOrDefault(table) + write.RunOn("erase_by_id", table, who);
        lost["users"] = write.Run("erase_user", who);
        write.Commit();
        return (lost, copies);
    }

    /// <summary>Writes tables anew that lost rows, so that their bytes are gone. Who reads or writes such a table waits; of the events it is an eighth.</summary>
    /// <param name="tables">Tables that lost rows.</param>
    /// <param name="userId">Says which part of the events.</param>
    public void Rewrite(IEnumerable<string> tables, string userId)
    {
        var part = $"events_p{UserPart.Of(userId) / (UserPart.Count / Partitions)}";
        Rewrite(tables.Select(table => table == "events" ? part : table));
    }

    /// <summary>Writes tables anew.</summary>
    public void Rewrite(IEnumerable<string> tables)
    {
        WaitForOlder();
        foreach (var table in tables.Append("pg_catalog.pg_statistic")) // samples of values stand there
        {
            try
            {
                using var connection = store.Source.OpenConnection();
                using var command = connection.SqlOn("vacuum", table);
                command.ExecuteNonQuery();
            }
            catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedTable)
            {
                // The owner's own vacuum does it later.
            }
            catch (NpgsqlException fault)
            {
                throw store.Explained(fault);
            }
        }
    }

    /// <summary>Who still reads as of before keeps deleted rows in a table that is written anew: waits for their ends, as long as that is bearable.</summary>
    private void WaitForOlder()
    {
        var ((moment, next), asked) = (store.Read("moment", row => (row.GetString(0), row.GetString(1)))[0], store.Clock.GetTimestamp());
        using var pause = new ManualResetEventSlim();
        while (store.Read("older_transactions", row => row.GetInt32(0), ("moment", moment), ("next", next))[0] > 0 && store.Clock.GetElapsedTime(asked) < Patience)
            pause.Wait(Pause);
    }

    /// <summary>Persons that other servers have erased and this folder still has to go through for, each with what it wrote.</summary>
    public IReadOnlyList<(string UserId, string[] Texts)> Orders() =>
        store.Read("erasure_orders_read", row => (row.GetString(0), JsonSerializer.Deserialize<string[]>(row.GetString(1))!), ("copy_id", _copyId));

    /// <summary>This folder is through.</summary>
    public void Done(string userId)
    {
        using (var write = new PostgresWrite(store, new LogIds()))
        {
            write.Run("erasure_orders_done", ("copy_id", _copyId), ("user_id", userId));
            write.Commit();
        }
        Rewrite(["erasure_orders"], userId);
    }

    /// <summary>Strikes copies that did not carry out an order in time.</summary>
    public void Strike(Instant before)
    {
        using var write = new PostgresWrite(store, new LogIds());
        write.Run("copies_strike", ("before", before.Microseconds), ("copy_id", _copyId));
        write.Commit();
    }
}
