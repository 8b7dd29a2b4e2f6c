using System.Text.Json;
using Taojin.Data;

namespace Taojin.Storage.Backup;

/// <summary>Where the backups of a workspace stand: <c>backups.json</c>. Erasures go through all of them.</summary>
internal sealed class BackupList(string folder)
{
    private readonly string _path = Path.Combine(folder, "backups.json");

    public IReadOnlyList<BackupEntry> All() => File.Exists(_path) ? JsonSerializer.Deserialize<BackupEntry[]>(File.ReadAllBytes(_path), Snake.Json) ?? [] : [];

    /// <summary>Adds one, or says it anew. Whoever changes the list holds the turn of erasures.</summary>
    public void Add(BackupEntry entry) => DurableFile.Write(_path, JsonSerializer.Serialize(All().Where(each => each.Path != entry.Path).Append(entry), Snake.Json));

    /// <summary>Takes out one that came to nothing.</summary>
    public void Remove(string path) => DurableFile.Write(_path, JsonSerializer.Serialize(All().Where(each => each.Path != path), Snake.Json));

    /// <summary>Takes over what another folder lists.</summary>
    public void AddFrom(string other)
    {
        foreach (var entry in new BackupList(other).All().ExceptBy(All().Select(each => each.Path), entry => entry.Path).ToArray())
            Add(entry);
    }
}

/// <summary>A backup that was made.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Made">When.</param>
public sealed record BackupEntry(string Path, Instant Made);
