using System.Text.Json;
using Taojin.Data;
using Taojin.Storage;
using Taojin.Workflows.Tuning;

namespace Taojin.Server.Tasks;

/// <summary>What became of tasks, over restarts: <c>tasks/ID.json</c>, one file each, the last hundred.</summary>
/// <param name="folder">Folder of the workspace.</param>
internal sealed class TaskRecords(string folder)
{
    private const int Most = 100;
    private readonly string _folder = Path.Combine(folder, "tasks");

    /// <summary>Writes down how a task stands.</summary>
    public void Put(TaskAnswer task)
    {
        Directory.CreateDirectory(_folder);
        DurableFile.Write(Path.Combine(_folder, $"{task.Id}.json"), JsonSerializer.Serialize(task, Snake.Json));
    }

    /// <summary>Tasks of earlier runs, the newest first. Those that were under way failed with the server; what they worked on is swept, but for the trials of searches.</summary>
    /// <param name="now">When that is found.</param>
    public IReadOnlyList<TaskAnswer> Resume(Instant now)
    {
        if (!Directory.Exists(_folder))
            return [];
        foreach (var copy in Directory.EnumerateDirectories(_folder))
        {
            TrialLogs.Move(copy, folder);
            Directory.Delete(copy, recursive: true);
        }
        var tasks = new List<TaskAnswer>();
        foreach (var file in Directory.EnumerateFiles(_folder, "*.json").OrderDescending(StringComparer.Ordinal))
            if (tasks.Count == Most)
                File.Delete(file);
            else if (Read(file) is { } task)
                tasks.Add(Ended(task, now));
        return tasks;
    }

    private TaskAnswer Ended(TaskAnswer task, Instant now)
    {
        if (task.State is not (TaskState.Waiting or TaskState.Running))
            return task;
        var ended = task with { State = TaskState.Failed, Finished = now, Outcome = "The server ended while it was under way; nothing of it was kept. Start it again." };
        Put(ended);
        return ended;
    }

    private static TaskAnswer? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<TaskAnswer>(File.ReadAllBytes(file), Snake.Json);
        }
        catch (JsonException)
        {
            return null; // a record is of no use by half, and nothing depends on it
        }
    }
}
