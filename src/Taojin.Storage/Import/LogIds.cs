using DuckDB.NET.Native;
using Taojin.Storage.Database;

namespace Taojin.Storage.Import;

/// <summary>Ids of all users and items of a workspace, in memory while something is written, and which of them the database holds.</summary>
internal sealed class LogIds
{
    private const int Block = 2048;

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
    /// <param name="tables">The log.</param>
    /// <param name="facts">What is known of new items from their events, and stands in their rows from the first.</param>
    public void Save(ITables tables, ItemFacts? facts = null)
    {
        SaveUsers(tables);
        SaveItems(tables, new ItemFacts.Columns(facts ?? new()));
    }

    /// <summary>Says that the database holds all ids: they were written in another way.</summary>
    public void MarkSaved() => (SavedUsers, SavedItems) = (Users.Count, Items.Count);

    private void SaveUsers(ITables tables)
    {
        if (Users.Count == SavedUsers)
            return;
        var (index, id) = (new Column<int>("user_index", DuckDBType.Integer, Block), new TextColumn("user_id", Block));
        using var appender = tables.Appender("users", [index, id]);
        for (; SavedUsers < Users.Count; index.Clear(), id.Clear())
        {
            for (; SavedUsers < Users.Count && index.Count < Block; SavedUsers++)
            {
                index.Add(SavedUsers);
                id.Add(Users[SavedUsers]);
            }
            appender.Append([index, id], index.Count);
        }
        appender.Complete();
    }

    private void SaveItems(ITables tables, ItemFacts.Columns facts)
    {
        if (Items.Count == SavedItems)
            return;
        var id = new TextColumn("item_id", Block);
        Column[] columns = [facts.Index, id, .. facts.Said];
        using var appender = tables.Appender("items", columns);
        for (; SavedItems < Items.Count; facts.Clear(), id.Clear())
        {
            for (; SavedItems < Items.Count && id.Count < Block; SavedItems++)
            {
                facts.Add(SavedItems);
                id.Add(Items[SavedItems]);
            }
            appender.Append(columns, id.Count);
        }
        appender.Complete();
    }

    private static void Load(LogDatabase database, string query, IdDictionary ids)
    {
        using var reader = new ChunkReader(database, query);
        while (reader.Read())
        {
            var indexes = reader.Column<int>(0);
            for (var row = 0; row < reader.Count; row++)
                if (ids.Add(reader.Text(1, row)) != indexes[row])
                    throw new InvalidDataException($"{query}: index {indexes[row]} is not in order.");
        }
    }
}
