using System.Text.Json;
using Taojin.Data;

namespace Taojin.Storage.Backup;

/// <summary>Where the backups of a workspace stand: <c>backups.json</c>. Erasures go through all of them.</summary>
internal sealed class BackupList(string folder)
{
    private readonly string _path = Path.Combine(folder, "backups.json");

    public IReadOnlyList<BackupEntry> All() => File.Exists(_path) ? JsonSerializer.Deserialize<BackupEntry[]>(File.ReadAllBytes(_path), Snake.Json) ?? [] : [];

    public void Add(BackupEntry entry) => DurableFile.Write(_path, JsonSerializer.Serialize(All().Where(each => each.Path != entry.Path).Append(entry), Snake.Json));
}

/// <summary>A backup that was made.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Made">When.</param>
public sealed record BackupEntry(string Path, Instant Made);
