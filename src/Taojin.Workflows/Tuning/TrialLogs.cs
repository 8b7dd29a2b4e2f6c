namespace Taojin.Workflows.Tuning;

/// <summary>Where trials of searches stand: <c>reports/tuning-TASK-ALGORITHM.jsonl</c> of a workspace, and of the copies below <c>tasks/</c> in which searches run.</summary>
public static class TrialLogs
{
    private const string Reports = "reports", Any = "tuning-*.jsonl*";

    /// <summary>Path of a search's log; its folder is made.</summary>
    internal static string PathOf(string workspace, string task, string algorithm) => Path.Combine(Directory.CreateDirectory(Path.Combine(workspace, Reports)).FullName, $"tuning-{task}-{algorithm}.jsonl");

    /// <summary>The logs of a task, one an algorithm: that of a search under way, which began with what was there, before the one that lies in the workspace.</summary>
    internal static IReadOnlyList<string> Of(string workspace, string task)
    {
        var tasks = Path.Combine(workspace, "tasks");
        return [.. (Directory.Exists(tasks) ? Directory.EnumerateDirectories(tasks) : []).Append(workspace).SelectMany(folder => In(folder, $"tuning-{task}-*.jsonl"))
            .DistinctBy(Path.GetFileName).OrderBy(Path.GetFileName, StringComparer.Ordinal)];
    }

    /// <summary>Copies the logs of one workspace into another, so that a search goes on there.</summary>
    internal static void Copy(string from, string to)
    {
        foreach (var path in In(from, Any))
            File.Copy(path, Path.Combine(Directory.CreateDirectory(Path.Combine(to, Reports)).FullName, Path.GetFileName(path)), overwrite: true);
    }

    /// <summary>Moves the logs of one workspace into another; those of the same search are replaced, since they began with them.</summary>
    public static void Move(string from, string to)
    {
        foreach (var path in In(from, Any))
            File.Move(path, Path.Combine(Directory.CreateDirectory(Path.Combine(to, Reports)).FullName, Path.GetFileName(path)), overwrite: true);
    }

    private static IReadOnlyList<string> In(string workspace, string pattern) =>
        Directory.Exists(Path.Combine(workspace, Reports)) ? [.. Directory.EnumerateFiles(Path.Combine(workspace, Reports), pattern)] : [];
}
