using System.Text;

namespace Taojin.Storage.Privacy;

/// <summary>Puts new names in the place of older ones in the files beside the database; what is made again from the log goes.</summary>
internal static class LooseRotation
{
    private const int Block = 1 << 20;
    private static readonly string[] Texts = [".csv", ".jsonl", ".json", ".html", ".htm", ".txt", ".md", ".svg"];

    /// <summary>Goes through a workspace or a backup.</summary>
    /// <returns>What became of each file that held older names, or could not be come at.</returns>
    public static IReadOnlyList<ErasedFile> Run(string folder, Pseudonyms names)
    {
        var missed = new List<ErasedFile>();
        var changed = LooseFiles.Drop(folder, missed);
        foreach (var file in LooseFiles.Of(folder))
            if (LooseFiles.Each(file, (folder, missed), path => Rename(path, names, LooseFiles.IsOwn(folder, path))) is { } what)
                changed.Add(new(Path.GetRelativePath(folder, file).Replace('\\', '/'), what));
        return [.. changed, .. missed];
    }

    private static string? Rename(string file, Pseudonyms names, bool isOwn)
    {
        if (!Texts.Contains(Path.GetExtension(file).ToLowerInvariant(), StringComparer.Ordinal))
            return !HasOlder(file, names) ? null : isOwn ? Removed(file) : "left as it is, with older names: this program did not write it; look at it";
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(file)); // names are ASCII, and every other byte stays what it is
        var renamed = names.Renamed(text);
        if (renamed == text)
            return null;
        DurableFile.Write(file, Encoding.Latin1.GetBytes(renamed));
        return "names replaced";
    }

    private static string Removed(string file)
    {
        File.Delete(file);
        return "removed; it can be made again";
    }

    /// <summary>Looks into a file of any length, block by block; each begins with the end of the last.</summary>
    private static bool HasOlder(string file, Pseudonyms names)
    {
        const int overlap = 64; // names are shorter
        var bytes = new byte[Block + overlap];
        using var stream = File.OpenRead(file);
        for (var held = 0; ;)
        {
            var read = stream.ReadAtLeast(bytes.AsSpan(held), bytes.Length - held, throwOnEndOfStream: false);
            var text = Encoding.Latin1.GetString(bytes, 0, held + read);
            if (names.Renamed(text) != text)
                return true;
            if (read < bytes.Length - held)
                return false;
            bytes.AsSpan(bytes.Length - overlap).CopyTo(bytes);
            held = overlap;
        }
    }
}
