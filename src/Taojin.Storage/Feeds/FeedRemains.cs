using System.Globalization;
using Taojin.Data;
using Taojin.Storage.Privacy;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Feeds;

/// <summary>What a watched folder keeps of files that were taken or set aside: for some days, and of an erased person nothing. Files that wait to be taken are nobody's yet.</summary>
internal static class FeedRemains
{
    internal const string Done = "done", Aside = "aside", TimeFormat = "yyyyMMdd-HHmmss-fff";
    private static readonly string[] Packed = [".gz", ".zip", ".xlsx", ".parquet"];

    /// <summary>The watched folder of a workspace; null where there is none.</summary>
    public static string? FolderOf(string workspace, FeedSettings feeds) => feeds.Folder.Length == 0 ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(workspace, feeds.Folder)));

    /// <summary>
    /// Removes what an erasure cannot leave whoever it is of: files that were imported, since the log has them, and those set aside that cannot be
    /// searched. Under pseudonyms these are all: they have the shop's own ids, which no other server is told and a rotation leaves behind.
    /// </summary>
    /// <param name="folder">The watched folder.</param>
    /// <param name="place">Of which workspace, and the files that could not be come at.</param>
    /// <param name="hasPseudonyms">Whether users have other names in the workspace.</param>
    public static IEnumerable<ErasedFile> Drop(string folder, (string Folder, ICollection<ErasedFile> Missed) place, bool hasPseudonyms)
    {
        if (DropAll(folder, Done, place) is var done and > 0)
            yield return new(NameOf(place.Folder, Path.Combine(folder, Done)) + "/", $"{done} files removed; they were imported, and anybody may be in them");
        if (hasPseudonyms && DropAll(folder, Aside, place) is var aside and > 0)
            yield return new(NameOf(place.Folder, Path.Combine(folder, Aside)) + "/", $"{aside} files removed; they have the shop's own ids, by which nobody is found under pseudonyms, and anybody may be in them");
        foreach (var file in Files(folder, Aside))
            if (LooseFiles.Each(file, place, path => IsSearchable(path) ? null : Remove(path, "removed; it cannot be searched, and anybody may be in it")) is { } what)
                yield return new(NameOf(place.Folder, file), what);
    }

    /// <summary>Takes a person out of what was set aside.</summary>
    /// <param name="folder">The watched folder.</param>
    /// <param name="signs">By which the person is found.</param>
    /// <param name="place">Of which workspace, and the files that could not be come at.</param>
    public static IEnumerable<ErasedFile> Erase(string folder, PersonSigns signs, (string Folder, ICollection<ErasedFile> Missed) place)
    {
        foreach (var file in Files(folder, Aside))
            if (LooseFiles.Each(file, place, path => LooseFiles.Erase(path, signs)) is { } what)
                yield return new(NameOf(place.Folder, file), what);
    }

    /// <summary>Ends what was taken before a moment.</summary>
    /// <returns>How many files.</returns>
    public static int End(string folder, Instant before)
    {
        var old = Files(folder, Done).Concat(Files(folder, Aside)).Where(file => TakenAt(file) < before).ToArray();
        foreach (var file in old)
            File.Delete(file);
        return old.Length;
    }

    private static int DropAll(string folder, string within, (string Folder, ICollection<ErasedFile> Missed) place) =>
        Files(folder, within).Count(file => LooseFiles.Each(file, place, path => Remove(path, "")) is not null);

    private static string[] Files(string folder, string within) => Path.Combine(folder, within) is var path && Directory.Exists(path) ? Directory.GetFiles(path) : [];

    /// <summary>By its name, which begins with it; null for a file that came otherwise.</summary>
    private static Instant? TakenAt(string file) => Path.GetFileName(file) is var name && name.Length > TimeFormat.Length
        && DateTimeOffset.TryParseExact(name[..TimeFormat.Length], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? Instant.Of(time) : null;

    private static bool IsSearchable(string file)
    {
        if (Packed.Contains(Path.GetExtension(file).ToLowerInvariant(), StringComparer.Ordinal))
            return false;
        var head = new byte[1 << 16];
        using var stream = File.OpenRead(file);
        return !TextEncodings.Detect(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false))).StartsWith("utf-16", StringComparison.Ordinal);
    }

    private static string Remove(string file, string what)
    {
        File.Delete(file);
        return what;
    }

    private static string NameOf(string folder, string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');
}
