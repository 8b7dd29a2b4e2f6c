using System.Text.Json;
using Npgsql;
using Taojin.Data;
using Taojin.Storage.Models;

namespace Taojin.Storage.Postgres;

/// <summary>What was published under which name, in the store. Who moves a name does so alone; the next one finds it moved.</summary>
internal sealed class PostgresAliases(PostgresStore store) : IAliases
{
    public IReadOnlyDictionary<string, IReadOnlyList<Publication>> Read() => store.Read("publications_read", Row)
        .GroupBy(each => each.Alias, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, IReadOnlyList<Publication> (group) => [.. group.Select(each => each.Publication)], StringComparer.Ordinal);

    public void Change(string alias, Func<IReadOnlyList<Publication>, IReadOnlyList<Publication>> change)
    {
        using var write = new PostgresWrite(store, new());
        write.Run("publications_lock");
        var before = Now(write, alias);
        var after = change(before);
        for (var nth = 0; nth < after.Count; nth++)
            if (nth >= before.Count || after[nth] != before[nth])
                Put(write, (alias, nth), after[nth]);
        write.Commit();
    }

    private List<Publication> Now(PostgresWrite write, string alias)
    {
        try
        {
            using var command = (NpgsqlCommand)write.Query("publications_read");
            using var reader = command.ExecuteReader();
            var rows = new List<Publication>();
            while (reader.Read())
                if (Row(reader) is var row && row.Alias == alias)
                    rows.Add(row.Publication);
            return rows;
        }
        catch (NpgsqlException fault)
        {
            throw store.Explained(fault);
        }
    }

    private static void Put(PostgresWrite write, (string Alias, int Nth) place, Publication row) => write.Run(
        "publication_put", ("alias", place.Alias), ("nth", place.Nth), ("version", row.Version), ("time", row.Time.Microseconds), ("reason", row.Reason),
        ("share", row.Share), ("tried_since", row.TriedSince?.Microseconds), ("ended", row.Ended is null ? null : JsonSerializer.Serialize(row.Ended, Snake.Json)),
        ("answers_from", row.From?.Microseconds));

    private static (string Alias, Publication Publication) Row(NpgsqlDataReader row) => (row.GetString(0), new()
    {
        Version = row.GetString(1),
        Time = new(row.GetInt64(2)),
        Reason = row.IsDBNull(3) ? null : row.GetString(3),
        Share = row.IsDBNull(4) ? null : row.GetDouble(4),
        TriedSince = row.IsDBNull(5) ? null : new Instant(row.GetInt64(5)),
        Ended = row.IsDBNull(6) ? null : JsonSerializer.Deserialize<Withdrawal>(row.GetString(6), Snake.Json),
        From = row.IsDBNull(7) ? null : new Instant(row.GetInt64(7)),
    });
}
