using Taojin.Data;
using Taojin.Storage.Privacy;

namespace Taojin.Storage.Postgres;

/// <summary>Names of users in a shared store: all servers use the same keys, and all of them as many.</summary>
internal sealed class SharedPseudonyms(PostgresStore store, Pseudonyms names)
{
    private const int Partitions = 8;

    /// <summary>How many keys the names of the store stand behind.</summary>
    public int Generation => Held().Generation;

    /// <summary>Takes part: the first server with a key says which it is, the others must have the same.</summary>
    /// <exception cref="TaojinException">privacy.key-missing.</exception>
    public void Join()
    {
        if (names.IsOn && Held().Generation == 0)
        {
            using var write = new PostgresWrite(store, new());
            write.Run("pseudonyms_begin", ("generation", names.Generation), ("mark", names.Mark(names.Generation)));
            write.Commit();
        }
        if (Held() is { Generation: > 0 } held)
            names.Follow(held.Generation, held.Mark);
        store.Names = names;
    }

    /// <summary>Gives all users of the store their new names, in one transaction for which imports and live events wait. Nothing when another server has.</summary>
    /// <param name="generation">How many keys the names stand behind then.</param>
    /// <returns>Rows that changed, by table.</returns>
    public IReadOnlyDictionary<string, long> Rotate(int generation)
    {
        var changed = new SortedDictionary<string, long>(StringComparer.Ordinal);
        string[] tables = ["users", .. store.Read("person_tables", row => row.GetString(0)), "erasure_orders"];
        using var write = new PostgresWrite(store, new(), isLong: true);
        write.Run("lock_imports");
        write.Run("pseudonyms_lock");
        if (write.Number("pseudonyms_read") >= generation)
            return changed;
        var next = names.At(generation);
        RotatedRows.Name(write, tables.Append("events").SelectMany(table => Ids(write, table)).Where(next.IsOlder).Distinct(StringComparer.Ordinal).ToList(), next);
        foreach (var table in tables)
            changed[table] = write.RunOn("rotate_rows", table);
        changed["events"] = write.Run("rotate_events");
        write.Run("rotate_finish", ("generation", generation), ("mark", next.Mark(generation)));
        write.Commit();
        return changed;
    }

    /// <summary>Writes the tables anew that hold names, so that no byte of an older one is left. Who reads or writes such a table waits.</summary>
    public void Rewrite(SharedErasure tables) => tables.Rewrite(
        ["users", .. store.Read("person_tables", row => row.GetString(0)), "erasure_orders", "deleted_rows", "model_files", .. Enumerable.Range(0, Partitions).Select(nth => $"events_p{nth}")]);

    private (int Generation, string Mark) Held() => store.Read("pseudonyms_read", row => (row.GetInt32(0), row.GetString(1)))[0];

    private static List<string> Ids(PostgresWrite write, string table)
    {
        var ids = new List<string>();
        using var command = write.QueryOn("rotate_names_read", table);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            ids.Add(reader.GetString(0));
        return ids;
    }
}
