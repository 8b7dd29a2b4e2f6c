using Taojin.Data;
using Taojin.Storage.Backup;

namespace Taojin.Workflows.Doctor.Shop;

/// <summary>A shop without a fresh backup is one fault away from none.</summary>
internal sealed class BackupFresh : ICheck
{
    private const int MostDays = 7;

    public Check? Look(DoctorScene scene)
    {
        if (scene.Settings is null)
            return null;
        var latest = Backups.Of(scene.Folder).Where(backup => File.Exists(Path.Combine(backup.Path, BackupManifest.FileName))).Select(backup => (Instant?)backup.Made).Max();
        var isFresh = latest is { } made && scene.Now - made <= TimeSpan.FromDays(MostDays);
        return new("backup", isFresh, latest is { } last ? $"the latest is of {last}" : "there is none", latest is { } lastZh ? $"最近一次：{lastZh}" : "没有备份")
        {
            Remedy = "Make one: ./taojin backup FOLDER, best on another disk and every day.", RemedyZh = "请备份：./taojin backup 目录，最好每天备份到另一块磁盘。",
        };
    }
}
