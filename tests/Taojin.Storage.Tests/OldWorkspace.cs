using Taojin.Storage.Database;

namespace Taojin.Storage.Tests;

/// <summary>A workspace as an older program left it: an early schema, and events in it.</summary>
internal static class OldWorkspace
{
    /// <summary>How many events it has; the first hundred carry an id, <c>旧-0</c> to <c>旧-99</c>.</summary>
    public const int Events = 20_000;

    /// <summary>Makes one in a folder that is not there yet.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="schema">The schema that the older program knew.</param>
    /// <param name="clock">When it was made.</param>
    public static void Make(string folder, int schema, TimeProvider clock)
    {
        var settings = new WorkspaceSettings { Threads = 2, MemoryLimitGb = 1 };
        Workspace.Init(folder, settings, clock).Dispose();
        foreach (var file in Directory.GetFiles(folder, Workspace.DatabaseFile + "*"))
            File.Delete(file);
        using var database = LogDatabase.Open(Path.Combine(folder, Workspace.DatabaseFile), settings);
        Migrations.Apply(database, clock, schema);
        using var rows = database.Connection.CreateCommand();
        rows.CommandText = """
            INSERT INTO users (user_index, user_id) SELECT i, '顾客-' || i FROM range(500) t(i);
            INSERT INTO items (item_index, item_id, title) SELECT i, 'i' || i, '商品 ' || i FROM range(100) t(i);
            INSERT INTO events (event_no, user_index, item_index, kind, time, import_id, detailed)
                SELECT i + 1, i % 500, i % 100, 1 + i % 5, 1700000000000000 + i * 1000000, 0, i < 100 FROM range(20000) t(i);
            INSERT INTO event_details (event_no, event_id) SELECT i + 1, '旧-' || i FROM range(100) t(i);
            """;
        rows.ExecuteNonQuery();
    }
}
