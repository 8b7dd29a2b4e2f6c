using Taojin.Data;
using Taojin.Storage.Feeds;

namespace Taojin.Workflows.Doctor.Serving;

/// <summary>A watched folder in which files lie, a table that cannot be pulled.</summary>
internal sealed class FeedsFlow : ICheck
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    public Check? Look(DoctorScene scene)
    {
        if (scene.Settings?.Feeds is not { } feeds || (feeds.Folder.Length == 0 && feeds.Pulls.Count == 0))
            return null;
        if (feeds.Folder.Length > 0 && WatchedFolder.Waiting(Path.Combine(scene.Folder, feeds.Folder), scene.Clock.GetUtcNow() - Long) is { Count: > 0 } files)
            return new("feeds", IsGood: false, $"{files.Count} files wait in {feeds.Folder}, such as {files[0]}", $"{feeds.Folder} 中有 {files.Count} 个文件未被导入，例如 {files[0]}")
            {
                Remedy = "A running server takes them within seconds: start it, or look in its log for why they wait, and check who may read and move them.",
                RemedyZh = "运行中的服务器会在几秒内导入：请启动服务器，或在其日志中查看等待原因，并检查文件的读取与移动权限。",
            };
        return feeds.Pulls.Select(TablePull.WhyNot).OfType<TaojinException>().FirstOrDefault() is { } fault
            ? Check.Of("feeds", fault)
            : new("feeds", IsGood: true, $"{(feeds.Folder.Length > 0 ? "the folder is taken, " : "")}{feeds.Pulls.Count} tables can be pulled", $"{(feeds.Folder.Length > 0 ? "文件夹无积压，" : "")}{feeds.Pulls.Count} 个表可拉取");
    }
}
