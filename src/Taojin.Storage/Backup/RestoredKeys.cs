using System.Globalization;
using Taojin.Data;
using Taojin.Storage.Access;
using Taojin.Storage.Settings;

namespace Taojin.Storage.Backup;

/// <summary>Which keys open a shop that was made of a backup: those of the backup that the shop it was made of still has; all of them where that shop is not there to ask.</summary>
/// <param name="Kept">How many open it.</param>
/// <param name="Revoked">How many were left out, because they were revoked since.</param>
/// <param name="IsChecked">Whether there was a shop to ask.</param>
/// <param name="Made">When the backup was made.</param>
public sealed record RestoredKeys(int Kept, int Revoked, bool IsChecked, Instant Made)
{
    /// <summary>What to know of it.</summary>
    public string What => IsChecked
        ? string.Create(CultureInfo.InvariantCulture, $"Keys: {Kept} of the backup open it; {Revoked} that were revoked since were left out.")
        : string.Create(CultureInfo.InvariantCulture, $"Keys: the shop that the backup was made of is not here, so nothing is known of keys revoked since {Made}, and all {Kept} open it again. See ./taojin keys list, and revoke what must not: ./taojin keys revoke ID");

    /// <summary>The same in Chinese.</summary>
    public string WhatZh => IsChecked
        ? string.Create(CultureInfo.InvariantCulture, $"密钥：备份中的 {Kept} 个可用；备份之后已吊销的 {Revoked} 个未恢复。")
        : string.Create(CultureInfo.InvariantCulture, $"密钥：找不到备份所来自的工作区，无法得知 {Made} 之后吊销了哪些密钥，全部 {Kept} 个重新可用。请用 ./taojin keys list 查看，并吊销不应使用的：./taojin keys revoke ID");

    /// <summary>Takes keys out of a restored folder that were revoked since.</summary>
    /// <param name="backup">The restored folder, and when the backup was made.</param>
    /// <param name="relatives">Folders of shops that may know.</param>
    /// <param name="clock">Says when.</param>
    /// <returns>Null where the backup has no keys.</returns>
    internal static RestoredKeys? Settle((string Folder, Instant Made) backup, IEnumerable<string> relatives, TimeProvider clock)
    {
        var own = new KeyFile(backup.Folder, clock);
        var held = own.All();
        if (held.Count == 0)
            return null;
        var known = relatives.Distinct(StringComparer.Ordinal).Select(folder => KeysOf(folder, clock)).OfType<IReadOnlyList<AccessKey>>().ToArray();
        var kept = held.Where(key => known.All(keys => keys.Any(each => each.Id == key.Id))).ToArray();
        if (kept.Length < held.Count)
            own.Keep([.. kept.Select(key => key.Id)]);
        return new(kept.Length, held.Count - kept.Length, known.Length > 0, backup.Made);
    }

    /// <returns>Null where there is no shop, or its keys cannot be read.</returns>
    private static IReadOnlyList<AccessKey>? KeysOf(string folder, TimeProvider clock)
    {
        try
        {
            return File.Exists(Path.Combine(folder, SettingsFile.Name)) ? new KeyFile(folder, clock).All() : null;
        }
        catch (Exception fault) when (fault is TaojinException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
