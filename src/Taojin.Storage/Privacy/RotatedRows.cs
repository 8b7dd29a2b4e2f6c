using System.Text.Json;
using Taojin.Storage.Database;
using Taojin.Storage.Postgres;

namespace Taojin.Storage.Privacy;

/// <summary>Older names of users and what they are called now, as a table that statements join.</summary>
internal static class RotatedRows
{
    private const int Block = 50_000;

    /// <summary>Rewrites a closed database's file whole, so that no byte of an older name is left in it.</summary>
    /// <returns>Rows that changed, by table.</returns>
    public static IReadOnlyDictionary<string, long> Run(LogDatabase database, Pseudonyms names)
    {
        var changed = new SortedDictionary<string, long>(StringComparer.Ordinal);
        using (var transaction = database.Connection.BeginTransaction())
        {
            string[] tables = ["users", .. PersonRows.TablesOf(database).Where(each => each.Column == "user_id").Select(each => each.Table)];
            var older = tables.SelectMany(table => Ids(database, table)).Where(names.IsOlder).ToHashSet(StringComparer.Ordinal);
            Name(database, older, names);
            foreach (var table in tables)
            {
                using var update = database.CommandWith("rotate_rows", ("table", table));
                changed[table] = older.Count == 0 ? 0 : update.ExecuteNonQuery();
            }
            transaction.Commit();
        }
        database.Run("checkpoint");
        return changed;
    }

    /// <summary>Writes names and what they become into the table of new names.</summary>
    public static void Name(ITables tables, IEnumerable<string> older, Pseudonyms names)
    {
        tables.Run("rotate_names_create");
        foreach (var block in older.Chunk(Block))
            tables.Run("rotate_names_add", ("rows", JsonSerializer.Serialize(block.Select(id => Named(id, names.Of(id))), Snake.Json)));
    }

    private static object Named(string old, string now) => new { old_id = old, new_id = now, part = UserPart.Of(now) };

    private static List<string> Ids(LogDatabase database, string table)
    {
        var ids = new List<string>();
        using var command = database.CommandWith("rotate_names_read", ("table", table));
        using var reader = command.ExecuteReader();
        while (reader.Read())
            ids.Add(reader.GetString(0));
        return ids;
    }
}
