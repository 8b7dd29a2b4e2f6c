using Taojin.Storage.Backup;

namespace Taojin.Storage.Privacy;

/// <summary>Takes a person out of the backups of a workspace, one by one: one that cannot be come at holds up nobody.</summary>
internal sealed class BackupErasure(string folder, TimeProvider clock)
{
    /// <summary>Goes through all that are listed, and through the shops that were made of some in <c>backups/</c>. The caller holds the turn, so that nobody makes one meanwhile.</summary>
    public IReadOnlyList<ErasedBackup> Run(string userId, IProgress<string>? progress = null)
    {
        var (list, own) = (new BackupList(folder), Path.Combine(folder, "backups"));
        var unfinished = list.All().Select(backup => backup.Path + Backups.Unfinished).Concat(Within(own, "*" + Backups.Unfinished)).Distinct(StringComparer.Ordinal).Where(Directory.Exists).Select(Remove).ToList();
        foreach (var cut in list.All().Where(backup => unfinished.Exists(each => each.File.Path == backup.Path + Backups.Unfinished && !each.IsFar) && !Directory.Exists(backup.Path)))
            list.Remove(cut.Path);
        return [.. unfinished, .. list.All().Select(backup => Clean(backup.Path, userId, progress)), .. Within(own, "*" + Backups.Restored).Select(shop => CleanShop(shop, userId))];
    }

    private static string[] Within(string own, string pattern) => Directory.Exists(own) ? Directory.GetDirectories(own, pattern) : [];

    /// <summary>What a kill left of a copy that nobody goes on with.</summary>
    private static ErasedBackup Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
            return new(new(path, "removed; it was begun and never finished"), IsFar: false, WasIn: false);
        }
        catch (Exception fault) when (Unreachable.Is(fault))
        {
            return new(new(path, $"begun and never finished, and it cannot be removed ({Unreachable.Why(fault)}): delete it"), IsFar: true, WasIn: false);
        }
    }

    /// <summary>A shop that was made of a backup: it may have been open since, so that it erases for itself.</summary>
    private ErasedBackup CleanShop(string path, string userId)
    {
        try
        {
            using var shop = Workspace.Open(path, clock);
            var wasKnown = shop.Privacy.Erase(userId).WasKnown;
            return new(new(path, wasKnown ? "the person was taken out" : "nothing of the person was in it"), IsFar: false, wasKnown);
        }
        catch (Exception fault) when (Unreachable.Is(fault) || fault is Npgsql.NpgsqlException)
        {
            return new(new(path, $"a shop of its own, not reachable ({Unreachable.Why(fault)}): erase the person there too, or delete it"), IsFar: true, WasIn: false);
        }
    }

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
