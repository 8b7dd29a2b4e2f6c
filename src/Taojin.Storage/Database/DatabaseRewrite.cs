using Taojin.Data;

namespace Taojin.Storage.Database;

/// <summary>Writes a closed database file anew, so that nothing is left of deleted rows: DuckDB keeps their bytes until then.</summary>
internal static class DatabaseRewrite
{
    private const string Target = "rewritten";

    /// <summary>Rewrites the file beside itself and puts the new one in its place at once: a kill leaves the old one or the new one.</summary>
    public static void Run(string file, WorkspaceSettings settings)
    {
        var beside = Path.Combine(Path.GetDirectoryName(file)!, Target + ".duckdb");
        Sweep(file);
        using (var target = LogDatabase.Open(beside, settings))
        {
            using var command = target.CommandWith("rewrite_database", ("file", SqlText.Quoted(file)), ("target", Target));
            command.ExecuteNonQuery();
            target.Run("checkpoint");
        }
        if (File.Exists(file + ".wal") || File.Exists(beside + ".wal"))
            throw new TaojinException("storage.rewrite", "The database could not be written anew: a log of changes is left beside it.", "Nothing was changed. Restart Taojin, which goes on with it.");
        using (var stream = new FileStream(beside, FileMode.Open, FileAccess.ReadWrite))
            stream.Flush(flushToDisk: true);
        File.Move(beside, file, overwrite: true);
        DurableFile.FlushFolder(Path.GetDirectoryName(file)!);
    }

    /// <summary>Removes what a kill left.</summary>
    public static void Sweep(string file)
    {
        foreach (var leftover in Directory.EnumerateFiles(Path.GetDirectoryName(file)!, Target + ".duckdb*"))
            File.Delete(leftover);
    }
}
