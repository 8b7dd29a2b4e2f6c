namespace Taojin.Storage.Privacy;

/// <summary>Takes a person out of the files beside the database that this program writes: lines out of rejects and lists, and whole files that can be made again. Files of others are left, and named.</summary>
internal static class LooseFiles
{
    /// <summary>Made again from the log whenever they are missing.</summary>
    private static readonly string[] Disposable = ["snapshots"];

    /// <summary>Folders in which everything is this program's, and those in which some files are.</summary>
    private static readonly string[] Own = ["reports", "plans", "kept", Trainings], Partly = ["imports", "feeds"], OwnInPart = ["rejects.csv", "receipt.json"];

    /// <summary>What others go through, and what names no person by its making.</summary>
    private static readonly string[] Others = ["models", "journal", "audit", "erasures", "backups", "taojin.toml", "keys.json", "keys.json.lock", "aliases.json", "backups.json", "taojin.lock", "taojin.pid", "serve.json", "manifest.json", "rotations", Pseudonyms.MarkFile];

    /// <summary>The same below folders: how far a feed has come, and the sums of a plan.</summary>
    private static readonly string[] OfNobody = ["feeds/cursor.json", "plans/plan.json"];

    /// <summary>Within it stand workspaces of their own while a training is under way: models of them are gone through with the others, and the rest ends with it.</summary>
    public const string Trainings = "tasks";

    /// <summary>Cleans a workspace or a backup.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="signs">By which the person is found.</param>
    /// <param name="missed">Is given the files that could not be read or changed.</param>
    /// <param name="other">A folder within it that others go through; null for none.</param>
    public static LooseErased Erase(string folder, PersonSigns signs, ICollection<ErasedFile> missed, string? other = null)
    {
        var (changed, left) = (new List<ErasedFile>(), Own.Concat(Partly).Where(name => IsLink(new DirectoryInfo(Path.Combine(folder, name)))).Select(name => name + "/").ToList());
        foreach (var file in Of(folder).Where(file => other is null || other == folder || !file.StartsWith(other + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            if (!IsOwn(folder, file))
            {
                if (Names(folder, file, signs))
                    left.Add(string.Join('/', NameOf(folder, file).Split('/').Select(part => signs.IsNamedIn(part) ? "…" : part))); // a receipt names nobody
            }
            else if (Each(file, (folder, missed), path => EraseOwn(path, signs)) is { } what)
                changed.Add(new(NameOf(folder, file), what));
        return new(changed, left);
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

    /// <summary>Files beside the database that may name persons. Links are not followed: what stands behind one is no part of the workspace.</summary>
    public static IReadOnlyList<string> Of(string folder) =>
    [
        .. new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(each => !IsLink(each) && !Others.Contains(each.Name, StringComparer.Ordinal) && !each.Name.Contains(".duckdb", StringComparison.Ordinal))
            .SelectMany(each => each is DirectoryInfo within ? Within(within, isDeep: each.Name != Trainings) : [(FileInfo)each]).Select(file => file.FullName)
            .Where(file => NameOf(folder, file).Split('/') is not [var top, .., var name] || !OfNobody.Contains($"{top}/{name}", StringComparer.Ordinal)),
    ];

    /// <summary>Whether this program wrote a file, so that it may be changed and removed.</summary>
    public static bool IsOwn(string folder, string file) => NameOf(folder, file).Split('/') is [var top, .., var name]
        && (Own.Contains(top, StringComparer.Ordinal) || (Partly.Contains(top, StringComparer.Ordinal) && OwnInPart.Contains(name, StringComparer.Ordinal)));

    private static IEnumerable<FileInfo> Within(DirectoryInfo folder, bool isDeep) => folder.EnumerateFileSystemInfos().Where(each => !IsLink(each))
        .SelectMany(each => each is DirectoryInfo within ? isDeep ? Within(within, isDeep) : [] : [(FileInfo)each]);

    private static bool IsLink(FileSystemInfo entry) => entry.LinkTarget is not null;

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
    public static string? Erase(string file, PersonSigns signs) => IsIn(file, signs) ? Clean(file, signs.IsIn) : null;

    /// <summary>The same of a file that this program wrote: ids are texts in its JSON and the first cell of its lists of users, so that a number is nobody.</summary>
    private static string? EraseOwn(string file, PersonSigns signs) => Path.GetExtension(file) switch
    {
        ".jsonl" => IsIn(file, signs) ? Clean(file, signs.IsInJson) : null,
        ".csv" => IsIn(file, signs) ? Clean(file, IsListOfUsers(file) ? signs.IsFirstOf : signs.IsIn) : null,
        ".json" => signs.IsInJson(File.ReadAllBytes(file)) ? Clean(file, signs.IsInJson) : null,
        _ => Erase(file, signs),
    };

    private static bool IsListOfUsers(string file)
    {
        using var stream = File.OpenRead(file);
        return new ByteRows(stream, hasQuotes: true).TryRead(out var head) && (head.StartsWith("\uFEFF"u8) ? head[3..] : head).StartsWith("user_id,"u8);
    }

    /// <summary>Whether a file of somebody else names the person; one that cannot be read may.</summary>
    private static bool Names(string folder, string file, PersonSigns signs)
    {
        try
        {
            return signs.IsNamedIn(NameOf(folder, file)) || IsIn(file, signs);
        }
        catch (Exception fault) when (Unreachable.Is(fault))
        {
            return File.Exists(file);
        }
    }

    private static string NameOf(string folder, string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');

    private static bool IsIn(string file, PersonSigns signs)
    {
        using var stream = File.OpenRead(file);
        return signs.IsIn(stream);
    }

    private static string? Clean(string file, RowTest isIn)
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
                if (isIn(row))
                    lost++;
                else
                    to.Write(row);
            to.Flush(flushToDisk: true);
        }
        File.Move(beside, file, overwrite: true);
        return lost == 0 ? null : $"{lost} rows removed";
    }

    private delegate bool RowTest(ReadOnlySpan<byte> row);
}

/// <summary>What became of the files of a folder.</summary>
/// <param name="Files">What was done to each that named the person.</param>
/// <param name="Left">Files of others that may name the person; they are as they were.</param>
internal sealed record LooseErased(IReadOnlyList<ErasedFile> Files, IReadOnlyList<string> Left);
