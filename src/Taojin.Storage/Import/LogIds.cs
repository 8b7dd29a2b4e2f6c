using System.Text;
using DuckDB.NET.Native;
using Taojin.Storage.Database;

namespace Taojin.Storage.Import;

/// <summary>Ids of all users and items of a workspace, in memory while something is written, and which of them the database holds.</summary>
internal sealed class LogIds
{
    /// <summary>Ids of users.</summary>
    public IdDictionary Users { get; } = new();

    /// <summary>Ids of items.</summary>
    public IdDictionary Items { get; } = new();

    /// <summary>Number of users that the database holds.</summary>
    public int SavedUsers { get; private set; }

    /// <summary>Number of items that the database holds.</summary>
    public int SavedItems { get; private set; }

    /// <summary>All ids that the database holds.</summary>
    public static LogIds Load(LogDatabase database)
    {
        var ids = new LogIds();
        Load(database, "users_ids", ids.Users);
        Load(database, "items_ids", ids.Items);
        (ids.SavedUsers, ids.SavedItems) = (ids.Users.Count, ids.Items.Count);
        return ids;
    }

    /// <summary>Writes the ids that are new; belongs to the transaction of the connection. When that is rolled back, these ids are to be loaded anew.</summary>
    public void Save(LogDatabase database)
    {
        SavedUsers = Save(database, "users", "user", Users, SavedUsers);
        SavedItems = Save(database, "items", "item", Items, SavedItems);
    }

    private static int Save(LogDatabase database, string table, string subject, IdDictionary ids, int saved)
    {
        const int block = 64 * 1024;
        if (ids.Count == saved)
            return saved;
        var index = new Column<int>(subject + "_index", DuckDBType.Integer, Math.Min(block, ids.Count - saved));
        var id = new TextColumn(subject + "_id", Math.Min(block, ids.Count - saved));
        Column[] columns = [index, id];
        using var appender = new ChunkAppender(database.Connection, table, columns);
        for (var start = saved; start < ids.Count; start += block)
        {
            var end = Math.Min(start + block, ids.Count);
            for (var next = start; next < end; next++)
            {
                index.Add(next);
                id.Add(ids[next]);
            }
            appender.Append(columns, end - start);
            index.Clear();
            id.Clear();
        }
        appender.Complete();
        return ids.Count;
    }

    private static void Load(LogDatabase database, string query, IdDictionary ids)
    {
        using var command = database.Command(query);
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (ids.Add(Encoding.UTF8.GetBytes(reader.GetString(1))) != reader.GetInt32(0))
                throw new InvalidDataException($"{query}: index {reader.GetInt32(0)} is not in order.");
        }
    }
}
