namespace Taojin.Storage.Privacy;

/// <summary>Takes a person out of the files beside the database: lines out of rejects and lists, and whole files that can be made again.</summary>
internal static class LooseFiles
{
    /// <summary>Made again from the log whenever they are missing.</summary>
    private static readonly string[] Disposable = ["snapshots", "exports"];

    /// <summary>What others go through, and what names no person by its making.</summary>
    private static readonly string[] Others = ["models", "journal", "audit", "erasures", "backups", "taojin.toml", "keys.json", "aliases.json", "backups.json", "taojin.lock", "taojin.pid", "serve.json", "manifest.json", "rotations", Pseudonyms.MarkFile];

    /// <summary>Within it stand workspaces of their own while a training is under way: models of them are gone through with the others, and the rest ends with it.</summary>
    public const string Trainings = "tasks";

    /// <summary>Cleans a workspace or a backup.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="signs">By which the person is found.</param>
    /// <param name="missed">Is given the files that could not be read or changed.</param>
    /// <param name="other">A folder within it that others go through; null for none.</param>
    /// <returns>What became of each file that named the person.</returns>
    public static IReadOnlyList<ErasedFile> Erase(string folder, PersonSigns signs, ICollection<ErasedFile> missed, string? other = null)
    {
        var changed = new List<ErasedFile>();
        foreach (var file in Of(folder).Where(file => other is null || other == folder || !file.StartsWith(other + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            if (Each(file, (folder, missed), path => Erase(path, signs)) is { } what)
                changed.Add(new(NameOf(folder, file), what));
        return changed;
    }

    /// <summary>Removes what is made again from the log.</summary>
    public static List<ErasedFile> Drop(string folder, ICollection<ErasedFile> missed)
    {
        var changed = new List<ErasedFile>();
        foreach (var name in Disposable.Where(name => Directory.Exists(Path.Combine(folder, name))))
        {
            var what = Each(Path.Combine(folder, name), (folder, missed), path =>
            {
                Directory.Delete(path, recursive: true);
                return "removed; it is made again from the log";
            });
            if (what is not null)
                changed.Add(new(name + "/", what));
        }
        return changed;
    }

    /// <summary>Files beside the database that may name persons.</summary>
    public static IReadOnlyList<string> Of(string folder) =>
    [
        .. new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(each => !Others.Contains(each.Name, StringComparer.Ordinal) && !each.Name.Contains(".duckdb", StringComparison.Ordinal))
            .SelectMany(each => each is DirectoryInfo within ? within.EnumerateFiles("*", each.Name == Trainings ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories) : [(FileInfo)each]).Select(file => file.FullName),
    ];

    /// <summary>Does something with a file; one that cannot be come at is noted, and one that is gone meanwhile needs nothing.</summary>
    public static string? Each(string file, (string Folder, ICollection<ErasedFile> Missed) place, Func<string, string?> work)
    {
        try
        {
            return work(file);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (Unreachable.Is(fault))
        {
            place.Missed.Add(new(NameOf(place.Folder, file), Unreachable.Told(fault)));
            return null;
        }
    }

    /// <summary>Takes a person out of one file.</summary>
    /// <returns>What became of it; null where nothing of the person was in it.</returns>
    public static string? Erase(string file, PersonSigns signs) => IsIn(file, signs) ? Clean(file, signs) : null;

    private static string NameOf(string folder, string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');

    private static bool IsIn(string file, PersonSigns signs)
    {
        using var stream = File.OpenRead(file);
        return signs.IsIn(stream);
    }

    private static string Clean(string file, PersonSigns signs)
    {
        if (Path.GetExtension(file) is not (".csv" or ".jsonl"))
        {
            File.Delete(file);
            return "removed; it can be made again";
        }
        var (lost, beside) = (0, file + ".new");
        using (var from = File.OpenRead(file))
        using (var to = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            for (var rows = new ByteRows(from, hasQuotes: Path.GetExtension(file) == ".csv"); rows.TryRead(out var row);)
                if (signs.IsIn(row))
                    lost++;
                else
                    to.Write(row);
            to.Flush(flushToDisk: true);
        }
        File.Move(beside, file, overwrite: true);
        return $"{lost} rows removed";
    }
}
