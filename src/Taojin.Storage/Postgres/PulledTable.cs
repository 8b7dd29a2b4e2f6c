using Npgsql;
using Taojin.Storage.Database;
using Taojin.Storage.Import;

namespace Taojin.Storage.Postgres;

/// <summary>Takes the new and changed rows of one table over, whatever its columns: those that both sides have, ids as indexes where this side wants indexes.</summary>
internal sealed class PulledTable(string table, string key)
{
    private const int Block = 20_000;

    /// <summary>Takes over what came since a cursor.</summary>
    public void Take(NpgsqlConnection connection, LogDatabase local, (string Seen, LogIds Ids) from)
    {
        using var command = connection.Pull("pull_rows", from.Seen, table);
        using var reader = command.ExecuteReader();
        var columns = new List<PulledColumn>();
        var rows = 0;
        while (reader.Read())
        {
            if (columns.Count == 0)
                columns = PulledColumn.Of(table, local, reader);
            foreach (var column in columns)
                column.Add(reader, from.Ids);
            if (++rows % Block == 0)
                Save(local, columns, Block);
        }
        if (rows % Block > 0)
            Save(local, columns, rows % Block);
    }

    /// <summary>Numbers of deleted rows, by table.</summary>
    public static Dictionary<string, List<long>> Deleted(NpgsqlConnection connection, string seen)
    {
        var deleted = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        using var command = connection.Pull("pull_deleted", seen);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (!deleted.TryGetValue(reader.GetString(0), out var numbers))
                deleted[reader.GetString(0)] = numbers = [];
            numbers.Add(reader.GetInt64(1));
        }
        return deleted;
    }

    private void Save(LogDatabase local, List<PulledColumn> columns, int rows)
    {
        local.RunOn("snapshot/pulled_create", table);
        Column[] all = [.. columns.Select(column => column.Column)];
        using (var appender = local.Appender("pulled", all))
        {
            appender.Append(all, rows);
            appender.Complete();
        }
        local.RunOn("snapshot/pulled_merge", table, key);
        foreach (var column in all)
            column.Clear();
    }
}
