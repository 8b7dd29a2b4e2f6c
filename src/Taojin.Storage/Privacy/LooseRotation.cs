using System.Text;

namespace Taojin.Storage.Privacy;

/// <summary>Puts new names in the place of older ones in the files beside the database; what is made again from the log goes.</summary>
internal static class LooseRotation
{
    private static readonly string[] Texts = [".csv", ".jsonl", ".json", ".html", ".htm", ".txt", ".md", ".svg"];

    /// <summary>Goes through a workspace or a backup.</summary>
    /// <returns>What became of each file that held older names.</returns>
    public static IReadOnlyList<ErasedFile> Run(string folder, Pseudonyms names)
    {
        var changed = LooseFiles.Drop(folder);
        foreach (var file in LooseFiles.Of(folder))
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(file)); // names are ASCII, and every other byte stays what it is
            var renamed = names.Renamed(text);
            if (renamed == text)
                continue;
            var isText = Texts.Contains(Path.GetExtension(file).ToLowerInvariant(), StringComparer.Ordinal);
            if (isText)
                DurableFile.Write(file, Encoding.Latin1.GetBytes(renamed));
            else
                File.Delete(file);
            changed.Add(new(Path.GetRelativePath(folder, file).Replace('\\', '/'), isText ? "names replaced" : "removed; it can be made again"));
        }
        return changed;
    }
}
