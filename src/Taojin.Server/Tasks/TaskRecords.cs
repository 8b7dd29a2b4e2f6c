using System.Text.Json;
using Taojin.Data;
using Taojin.Storage;
using Taojin.Storage.Tasks;
using Taojin.Workflows.Tuning;

namespace Taojin.Server.Tasks;

/// <summary>What became of tasks, over restarts and of all servers of a store.</summary>
/// <param name="records">Where they are kept.</param>
/// <param name="folder">Folder of the workspace, in whose <c>tasks/</c> trainings have their copies.</param>
internal sealed class TaskRecords(ITaskRecords records, string folder)
{
    private const int Tries = 60;
    private const string TrainingLeft = "The server ended while it was under way; nothing of it was kept. Start it again.";
    private const string SearchLeft = "The server ended while it was under way; its finished trials are kept. Start it again: it goes on from them.";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Writes down how a task stands.</summary>
    public void Put(TaskAnswer task) => records.Put(task.Id, JsonSerializer.Serialize(task, Snake.Json));

    /// <summary>Writes down a task that one server of the store starts; false when another one has.</summary>
    public bool TryPut(TaskAnswer task, string claim) => records.TryPut(task.Id, JsonSerializer.Serialize(task, Snake.Json), claim);

    /// <summary>Writes down how a task ended; a store that is away is waited for, some minutes long.</summary>
    public async Task PutEndAsync(TaskAnswer task, CancellationToken cancellation)
    {
        using var pause = new PeriodicTimer(Pause, TimeProvider.System);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Put(task);
                return;
            }
            catch (Exception fault) when (fault is TaojinException or IOException && attempt < Tries)
            {
                await pause.WaitForNextTickAsync(cancellation);
            }
        }
    }

    /// <summary>Removes what trainings of earlier runs worked on: they ended with their server. The trials of searches are kept.</summary>
    public void Sweep()
    {
        var copies = Path.Combine(folder, "tasks");
        if (!Directory.Exists(copies))
            return;
        foreach (var copy in Directory.EnumerateDirectories(copies))
        {
            TrialLogs.Move(copy, folder);
            Directory.Delete(copy, recursive: true);
        }
    }

    /// <summary>All tasks, the newest first. Those that were under way on a server that is gone failed with it.</summary>
    /// <param name="now">When that is found.</param>
    public IReadOnlyList<TaskAnswer> All(Instant now)
    {
        var tasks = new List<TaskAnswer>();
        foreach (var record in records.All())
            if (Read(record) is { } task)
                tasks.Add(record.IsLeft ? Ended(task, now) : task);
        return tasks;
    }

    private TaskAnswer Ended(TaskAnswer task, Instant now)
    {
        if (task.State is not (TaskState.Waiting or TaskState.Running))
            return task;
        var ended = task with { State = TaskState.Failed, Finished = now, Outcome = task.Kind == "tune" ? SearchLeft : TrainingLeft };
        Put(ended);
        return ended;
    }

    private static TaskAnswer? Read(TaskRecord record)
    {
        try
        {
            return JsonSerializer.Deserialize<TaskAnswer>(record.Body, Snake.Json);
        }
        catch (JsonException)
        {
            return null; // a record is of no use by half, and nothing depends on it
        }
    }
}
