using System.Collections.Concurrent;
using System.Globalization;
using Taojin.Data;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Tasks;

/// <summary>Trainings, one after another: each works on a copy of the workspace in a process of its own, and what it made is taken over whole.</summary>
internal sealed class TaskQueue(LiveShop shop, string program) : IDisposable
{
    private readonly ConcurrentDictionary<string, ServerTask> _tasks = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1);
    private long _number;

    /// <summary>All tasks since the server started, the newest first.</summary>
    public IReadOnlyList<TaskAnswer> All => [.. _tasks.OrderByDescending(each => each.Key, StringComparer.Ordinal).Select(each => each.Value.Answer)];

    /// <summary>One task; null when there is none of this id.</summary>
    public ServerTask? Find(string id) => _tasks.GetValueOrDefault(id);

    /// <summary>Starts a training, or lets it wait for the one that runs.</summary>
    public TaskAnswer Start(TrainWish wish)
    {
        if (!Train.Tasks.Contains(wish.Task))
            throw new TaojinException("task.kind", $"There is no task '{wish.Task}' to train.", $"Known: {string.Join(", ", Train.Tasks)}.");
        var id = string.Create(CultureInfo.InvariantCulture, $"{shop.Mine.Now.Microseconds:x}-{Interlocked.Increment(ref _number):x4}");
        var task = _tasks[id] = new(id, wish, shop.Mine.Now);
        _ = Task.Run(() => RunAsync(task, wish, id));
        return task.Answer;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var task in _tasks.Values)
            task.Cancel();
        _one.Dispose();
    }

    private async Task RunAsync(ServerTask task, TrainWish wish, string id)
    {
        try
        {
            await _one.WaitAsync(task.Cancelled);
            try
            {
                task.State = TaskState.Running;
                task.Outcome = await TrainAsync(task, wish, id);
                task.State = TaskState.Done;
            }
            finally
            {
                _one.Release();
            }
        }
        catch (OperationCanceledException)
        {
            task.State = TaskState.Cancelled;
        }
        catch (Exception fault) when (fault is TaojinException or IOException or InvalidOperationException)
        {
            (task.State, task.Outcome) = (TaskState.Failed, fault.Message);
        }
        finally
        {
            task.Finished = shop.Mine.Now;
        }
    }

    private async Task<string> TrainAsync(ServerTask task, TrainWish wish, string id)
    {
        var copy = new TrainingCopy(shop.Mine, id);
        try
        {
            copy.Make();
            string[] algorithms = wish.Algorithms is { Count: > 0 } names ? ["--algorithm", .. names] : [];
            string[] options = wish.Set is { Count: > 0 } set ? ["--set", .. set] : [];
            task.Child = new(program, ["train", "--workspace", copy.Folder, "--task", wish.Task, .. algorithms, .. options]);
            await task.Child.RunAsync((wish.Threads ?? Math.Max(1, Environment.ProcessorCount - 1), wish.MemoryGb ?? 4), task.Cancelled);
            var made = copy.Take(wish.Task);
            var published = wish.Publish ? new Publish(shop.Mine).RunBest(wish.Task) : [];
            if (published.Count > 0)
                shop.Reload();
            return $"trained {string.Join(", ", made)}; published {(published.Count == 0 ? "none" : string.Join(", ", published.Select(each => $"{each.Alias} → {each.Version}")))}";
        }
        finally
        {
            copy.Delete();
        }
    }
}
