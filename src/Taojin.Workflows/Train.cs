using System.Text.Json;
using Taojin.Data;
using Taojin.Storage;
using Taojin.Workflows.Training;

namespace Taojin.Workflows;

/// <summary>Trains the models of one task or all, and keeps what came of it beside the reports.</summary>
public static class Train
{
    /// <summary>Names of the tasks that can be trained, in order.</summary>
    public static IReadOnlyList<string> Tasks { get; } = [.. TrainingTasks.All.Select(task => task.Name)];

    /// <summary>Trains.</summary>
    /// <param name="mine">The shop.</param>
    /// <param name="prepared">Its cleaned log; null prepares it when a task needs it.</param>
    /// <param name="request">What and how.</param>
    /// <param name="task">A task, or <c>all</c>.</param>
    /// <param name="cancellation">Ends it early; versions that are whole stay.</param>
    /// <exception cref="TaojinException">The log is too short to be split by time, or there is no such task.</exception>
    public static IReadOnlyList<TrainingRun> Run(Mine mine, Prepared? prepared, TrainRequest request, string task = "all", CancellationToken cancellation = default) =>
        Run(new TrainingInput(mine, prepared, request), task, cancellation);

    internal static IReadOnlyList<TrainingRun> Run(TrainingInput input, string task, CancellationToken cancellation)
    {
        var (runs, mine, request) = (new List<TrainingRun>(), input.Mine, input.Request);
        foreach (var each in task == "all" ? TrainingTasks.All.Where(each => each.IsInAll) : [TrainingTasks.Of(task)])
        {
            var asked = task != "all" || request.Algorithms is null ? request : request with { Algorithms = [.. request.Algorithms.Where(name => IsFor(mine, name, each))] };
            if (asked.Algorithms?.Any(name => IsFor(mine, name, each)) == false)
                continue;
            var run = each.Run(input.With(asked), cancellation);
            runs.Add(run);
            if (run.Models.Count > 0)
            {
                MakeRoom(mine, each.Name);
                DurableFile.Write(PathOf(mine.Workspace.Folder, each.Name), JsonSerializer.Serialize(run, Snake.Json));
            }
        }
        return runs;
    }

    /// <summary>What came of the last training of a task, or null.</summary>
    public static TrainingRun? Last(Mine mine, string task) => Last(mine.Workspace.Folder, task);

    /// <summary>The same of a workspace that another process may have open.</summary>
    /// <param name="folder">Folder of the workspace.</param>
    /// <param name="task">The task.</param>
    public static TrainingRun? Last(string folder, string task) =>
        File.Exists(PathOf(folder, task)) ? JsonSerializer.Deserialize<TrainingRun>(File.ReadAllBytes(PathOf(folder, task)), Snake.Json) : null;

    /// <summary>The last training that judged the version that answers; null when none answers, or it was judged longer ago.</summary>
    public static TrainingRun? Judging(Mine mine, string task) => mine.Models.Current($"{task}@live")?.ToString() is { } live
        ? new[] { task, Answering(task) }.Select(name => Last(mine, name)).FirstOrDefault(run => run?.Models.Any(model => model.Version == live) == true)
        : null;

    /// <summary>Before another training is kept: the one that judged the version that answers is kept beside it.</summary>
    internal static void MakeRoom(Mine mine, string task)
    {
        Directory.CreateDirectory(Path.Combine(mine.Workspace.Folder, "reports"));
        if (Judging(mine, task) is { } run)
            DurableFile.Write(PathOf(mine.Workspace.Folder, Answering(task)), JsonSerializer.Serialize(run, Snake.Json));
    }

    private static string Answering(string task) => $"{task}-answering";

    private static bool IsFor(Mine mine, string algorithm, ITrainingTask task) => task.Takes(mine.Algorithms[algorithm], mine.Algorithms);

    private static string PathOf(string folder, string task) => Path.Combine(folder, "reports", $"training-{task}.json");
}
