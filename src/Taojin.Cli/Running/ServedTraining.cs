using System.CommandLine;
using Taojin.Cli.Screens;
using Taojin.Data;
using Taojin.Workflows;
using Taojin.Workflows.Training;

namespace Taojin.Cli.Running;

/// <summary>Lets a running server train, in a process of its own, and follows that to its end.</summary>
/// <param name="server">The server.</param>
/// <param name="screen">Told what it says meanwhile.</param>
/// <param name="folder">Folder of the workspace, where what came of it stands.</param>
internal sealed class ServedTraining(RunningServer server, Screen screen, string folder)
{
    private static readonly string[] Passed = ["--task", "--algorithm", "--set"];
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Trains one task, or all one after the other.</summary>
    /// <param name="task">Its name or <c>all</c>: one of those that the log cannot carry is told and left out.</param>
    /// <param name="how">Algorithms and options, as the command line names them.</param>
    /// <param name="cancellation">Ends the one under way, too.</param>
    /// <returns>What came of each.</returns>
    public async Task<IReadOnlyList<TrainingRun>> RunAsync(string task, (IReadOnlyList<string>? Algorithms, IReadOnlyList<string>? Set) how, CancellationToken cancellation)
    {
        screen.Say($"The server at {server.Address} trains beside its answers.", $"由 {server.Address} 的服务器在后台训练，不影响回答。");
        var runs = new List<TrainingRun>();
        foreach (var each in task == "all" ? TrainingTasks.All.Where(each => each.IsInAll) : [TrainingTasks.Of(task)])
        {
            var ended = await FollowedAsync(await server.PostAsync<TaskSeen>("tasks", new { task = each.Name, how.Algorithms, how.Set }, cancellation), cancellation);
            if (ended.State == "done" && Train.Last(folder, each.Name) is { } run)
                runs.Add(run);
            else if (task != "all")
                throw new TaojinException("task.failed", $"The task {ended.Id} of the server ended: {ended.Outcome ?? ended.State}", $"Read its log: GET {server.Address}/api/v1/tasks/{ended.Id}");
            else
                screen.Warn($"{each.Name}: {ended.Outcome ?? ended.State}", $"{each.Name}：{ended.Outcome ?? ended.State}");
        }
        return runs;
    }

    /// <exception cref="TaojinException">serve.option.</exception>
    public static void CheckOptions(ParseResult parsed) => Wherever.CheckOptions(parsed, Passed);

    private async Task<TaskSeen> FollowedAsync(TaskSeen task, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(LookEvery, TimeProvider.System);
        using var progress = screen.Progress("train");
        try
        {
            for (var said = ""; task.State is "waiting" or "running"; said = task.Progress ?? "")
            {
                await timer.WaitForNextTickAsync(cancellation);
                task = await server.GetAsync<TaskSeen>($"tasks/{task.Id}", cancellation);
                if (task.Progress is { } line && line != said)
                    progress.Report(line);
            }
            return task;
        }
        catch (OperationCanceledException)
        {
            await server.SendAsync<TaskSeen>(HttpMethod.Delete, $"tasks/{task.Id}", null, CancellationToken.None);
            throw;
        }
    }

    /// <summary>A task as the server tells it.</summary>
    private sealed record TaskSeen(string Id, string State, string? Progress = null, string? Outcome = null);
}
