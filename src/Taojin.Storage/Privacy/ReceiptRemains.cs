using Taojin.Data;

namespace Taojin.Storage.Privacy;

/// <summary>What an erasure cannot end at once, or leaves to a person: what its receipt says of that, and until when.</summary>
/// <param name="workspace">Where.</param>
/// <param name="erased">What was done in its folder.</param>
internal sealed class ReceiptRemains(Workspace workspace, FolderErased erased)
{
    /// <summary>Files that could not be come at.</summary>
    public static RemainingTrace Missed { get; } = new(
        "Files of the workspace that could not be read or changed: tried again each day and at each start; until then the person's name is kept to find them by.",
        "工作区中暂时无法读取或修改的文件：每天及每次启动时重试，在此之前保留查找所需的用户编号。", null);

    /// <summary>All of it.</summary>
    /// <param name="elsewhere">Whether there are backups that could not be come at, and how many copies of a shared store.</param>
    /// <param name="finished">When the erasure was done.</param>
    public IEnumerable<RemainingTrace> All((bool HasFarBackups, int Copies) elsewhere, Instant finished)
    {
        var until = finished + TimeSpan.FromDays(workspace.Settings.Privacy.RetrainDays);
        if (erased.IsAny && workspace.Models.Versions().Count > 0)
            yield return new("What models learned from the person among all others: their names and factors are gone at once, the rest when they are trained again.", "模型从该用户与其他用户数据中共同学到的内容：其编号与因子已立即清除，其余部分在重新训练时消除。", until);
        if (workspace.Settings.Store.Length > 0)
            yield return new("PostgreSQL's own log of changes (WAL), standbys and dumps: until they are recycled, which its owner sets.", "PostgreSQL 自身的变更日志（WAL）、备库与转储：由其管理者决定何时清除。", null);
        if (elsewhere.Copies > 0)
            yield return new(
                $"Copies in other folders ({elsewhere.Copies}): gone through within a second where a server runs, else when it starts; one that is away longer is refused. Files there that this program did not write are left as they are, and named on receipts there{(workspace.Pseudonyms.IsOn ? "; what stands aside in their watched folders goes whole" : "")}.",
                $"其他文件夹中的副本（{elsewhere.Copies}）：运行中的服务器一秒内清除，否则在启动时清除；逾期的副本将被拒绝。其中并非由本程序写入的文件保持原样，并列在那里的回执中{(workspace.Pseudonyms.IsOn ? "；监视文件夹中搁置的文件会全部删除" : "")}。", until);
        if (Path.Combine(workspace.Folder, LooseFiles.Trainings) is var tasks && Directory.Exists(tasks) && Directory.EnumerateDirectories(tasks).Any())
            yield return new("A training that is under way reads a copy of the log until it ends; what it makes is gone through before it is taken over.", "正在进行的训练使用日志的副本，直至结束；其模型在接收前会再次清除该用户。", null);
        foreach (var trace in OfFiles())
            yield return trace;
        if (elsewhere.HasFarBackups)
            yield return new(
                "Backups that cannot be reached or changed now: the person is taken out when one is restored; delete those that are damaged.",
                "当前无法访问或修改的备份：恢复时会清除该用户；请删除已损坏的备份。", null);
    }

    /// <summary>What is left of files in the folder itself.</summary>
    public IEnumerable<RemainingTrace> OfFiles()
    {
        if (erased.Missed.Any(Unreachable.MayCome))
            yield return Missed;
        if (erased.Left.Count > 0)
            yield return LeftFiles.Trace(erased.Left);
    }
}
