using System.Text;

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
    /// <returns>What became of each file that named the person.</returns>
    public static IReadOnlyList<ErasedFile> Erase(string folder, PersonSigns signs)
    {
        var changed = Drop(folder);
        foreach (var file in Of(folder).Where(file => signs.IsIn(File.ReadAllBytes(file))).ToArray())
            changed.Add(new(Path.GetRelativePath(folder, file).Replace('\\', '/'), Clean(file, signs)));
        return changed;
    }

    /// <summary>Removes what is made again from the log.</summary>
    public static List<ErasedFile> Drop(string folder)
    {
        var there = Disposable.Where(name => Directory.Exists(Path.Combine(folder, name))).ToList();
        there.ForEach(name => Directory.Delete(Path.Combine(folder, name), recursive: true));
        return [.. there.Select(name => new ErasedFile(name + "/", "removed; it is made again from the log"))];
    }

    /// <summary>Files beside the database that may name persons.</summary>
    public static IReadOnlyList<string> Of(string folder) =>
    [
        .. new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(each => !Others.Contains(each.Name, StringComparer.Ordinal) && !each.Name.Contains(".duckdb", StringComparison.Ordinal))
            .SelectMany(each => each is DirectoryInfo within ? within.EnumerateFiles("*", each.Name == Trainings ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories) : [(FileInfo)each]).Select(file => file.FullName),
    ];

    private static string Clean(string file, PersonSigns signs)
    {
        if (Path.GetExtension(file) is not (".csv" or ".jsonl"))
        {
            File.Delete(file);
            return "removed; it can be made again";
        }
        var (kept, lost) = (new StringBuilder(), 0);
        foreach (var row in Rows(File.ReadAllText(file)))
            if (signs.IsIn(Encoding.UTF8.GetBytes(row)))
                lost++;
            else
                kept.Append(row);
        DurableFile.Write(file, kept.ToString());
        return $"{lost} rows removed";
    }

    /// <summary>Rows with their line ends; a line end within quotes does not end one.</summary>
    private static IEnumerable<string> Rows(string text)
    {
        var (start, isQuoted) = (0, false);
        for (var at = 0; at < text.Length; at++)
        {
            isQuoted ^= text[at] == '"';
            if (text[at] != '\n' || isQuoted)
                continue;
            yield return text[start..(at + 1)];
            start = at + 1;
        }
        if (start < text.Length)
            yield return text[start..];
    }
}
