using Taojin.Storage.Backup;

namespace Taojin.Storage.Privacy;

/// <summary>Takes a person out of the backups of a workspace, one by one: one that cannot be come at holds up nobody.</summary>
internal sealed class BackupErasure(string folder, TimeProvider clock)
{
    /// <summary>Goes through all that are listed.</summary>
    public IReadOnlyList<ErasedBackup> Run(string userId, IProgress<string>? progress = null) => [.. new BackupList(folder).All().Select(backup => Clean(backup.Path, userId, progress))];

    private ErasedBackup Clean(string path, string userId, IProgress<string>? progress)
    {
        if (!File.Exists(Path.Combine(path, BackupManifest.FileName)))
            return new(new(path, "not reachable; the person is taken out when it is restored"), IsFar: true, WasIn: false);
        try
        {
            FolderErased? erased = null;
            BackupManifest.Change(path, () => erased = new FolderErasure(path, clock).Run(userId, [], progress));
            var what = erased!.IsAny ? "the person was taken out" : "nothing of the person was in it";
            return new(new(path, erased.Missed.Count == 0 ? what : $"{what}; {string.Join(", ", erased.Missed.Select(file => $"{file.Path}: {file.What}"))}"), IsFar: false, erased.IsAny);
        }
        catch (Exception fault) when (Unreachable.Is(fault))
        {
            var what = Unreachable.Why(fault) == "backup.damaged" ? "damaged, and refused by restore: delete it" : $"not reachable ({Unreachable.Why(fault)}); the person is taken out when it is restored";
            return new(new(path, what), IsFar: true, WasIn: false);
        }
    }
}

/// <summary>What became of a backup.</summary>
/// <param name="File">Its folder, in words for the receipt.</param>
/// <param name="IsFar">Whether the person may still be in it.</param>
/// <param name="WasIn">Whether the person was in it.</param>
internal sealed record ErasedBackup(ErasedFile File, bool IsFar, bool WasIn);
