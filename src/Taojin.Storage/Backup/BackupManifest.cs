using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Taojin.Data;

namespace Taojin.Storage.Backup;

/// <summary>What a backup holds, with checksums. It is written last: a folder without it is no backup.</summary>
public sealed record BackupManifest
{
    /// <summary>Its name in the backup.</summary>
    public const string FileName = "manifest.json";

    private const int CurrentFormat = 1;

    /// <summary>Format of the backup.</summary>
    public int FormatVersion { get; init; } = CurrentFormat;

    /// <summary>When it was made.</summary>
    public required Instant Made { get; init; }

    /// <summary>Folder of the workspace that it was made of.</summary>
    public required string Source { get; init; }

    /// <summary>All files by their path in the backup.</summary>
    public IReadOnlyList<BackupPart> Files { get; init; } = [];

    /// <summary>Whether a change of its files has begun and has not ended.</summary>
    [JsonInclude]
    internal bool IsChanging { get; init; }

    /// <summary>Bytes of all files.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);

    /// <summary>Reads the manifest of a backup and checks every file against it.</summary>
    /// <exception cref="TaojinException">backup.missing, backup.damaged: which file, and how.</exception>
    public static BackupManifest Checked(string folder)
    {
        var manifest = Read(folder);
        if (manifest.IsChanging)
            throw Damaged(folder, "an erasure or a rotation of names has begun in it and has not ended: start its shop, which ends it");
        Check(folder, manifest);
        return manifest;
    }

    private static void Check(string folder, BackupManifest manifest)
    {
        foreach (var file in manifest.Files)
        {
            var path = Path.Combine(folder, file.Path);
            if (!File.Exists(path))
                throw Damaged(folder, $"'{file.Path}' is missing");
            if (new FileInfo(path).Length != file.Bytes || HashOf(path) != file.Sha256)
                throw Damaged(folder, $"'{file.Path}' is not what was saved");
        }
    }

    /// <summary>Writes the manifest of a folder's files as they are.</summary>
    internal static BackupManifest Write(string folder, BackupManifest about)
    {
        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Where(path => path != FileName).Order(StringComparer.Ordinal);
        var manifest = about with { Files = [.. paths.Select(path => new BackupPart(path, new FileInfo(Path.Combine(folder, path)).Length, HashOf(Path.Combine(folder, path))))] };
        DurableFile.Write(Path.Combine(folder, FileName), JsonSerializer.Serialize(manifest, Snake.Json));
        DurableFile.FlushFolder(folder);
        return manifest;
    }

    /// <summary>
    /// Changes the files of a backup and writes its manifest anew. A damaged one is left as it is, so that it is not said to be whole afterwards; one in
    /// which a kill cut the change short is gone through again.
    /// </summary>
    /// <exception cref="TaojinException">backup.missing, backup.damaged.</exception>
    internal static void Change(string folder, Action work)
    {
        var manifest = Read(folder);
        if (!manifest.IsChanging)
        {
            Check(folder, manifest);
            DurableFile.Write(Path.Combine(folder, FileName), JsonSerializer.Serialize(manifest with { IsChanging = true }, Snake.Json));
        }
        work();
        Write(folder, manifest with { IsChanging = false });
    }

    private static BackupManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new TaojinException("backup.missing", $"'{folder}' is no backup: it has no {FileName}.", "Name a folder that ./taojin backup has written.");
        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(path), Snake.Json);
            return manifest is { FormatVersion: CurrentFormat } && manifest.Files.All(file => IsWithin(folder, file.Path)) ? manifest : throw Damaged(folder, "its manifest is of another format");
        }
        catch (JsonException)
        {
            throw Damaged(folder, "its manifest cannot be read");
        }
    }

    /// <summary>A manifest from elsewhere must not lead out of its folder.</summary>
    private static bool IsWithin(string folder, string path) => !Path.IsPathRooted(path) && Path.GetFullPath(Path.Combine(folder, path)).StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static TaojinException Damaged(string folder, string how) => new("backup.damaged", $"The backup '{folder}' is damaged: {how}.", "Nothing was restored. Take another backup.");
}

/// <summary>One file of a backup.</summary>
/// <param name="Path">Its path in the backup.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its checksum in hexadecimal.</param>
public sealed record BackupPart(string Path, long Bytes, string Sha256);
