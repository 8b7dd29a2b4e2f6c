using System.Collections.Concurrent;
using System.Globalization;
using Taojin.Data;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Tasks;

/// <summary>Trainings and searches, one after another: each works on a copy of the workspace in a process of its own, and what it made is taken over whole.</summary>
internal sealed class TaskQueue : IDisposable
{
    private readonly ConcurrentDictionary<string, ServerTask> _tasks = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1);
    private readonly LiveShop _shop;
    private readonly string _program;
    private readonly TaskRecords _records;
    private readonly CancellationTokenSource _ending = new();
    private long _number;

    /// <summary>Reads what became of earlier tasks.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="program">The program of the command line.</param>
    public TaskQueue(LiveShop shop, string program)
    {
        (_shop, _program, _records) = (shop, program, new(shop.Mine.Workspace.Tasks, shop.Mine.Workspace.Folder));
        _records.Sweep();
        _ = _records.All(Now); // what an earlier run has left ends now
    }

    /// <summary>All tasks, the newest first; also of earlier runs, and of other servers of the store as they were written down last.</summary>
    public IReadOnlyList<TaskAnswer> All =>
        [.. _tasks.Values.Select(each => each.Answer).Concat(_records.All(Now).Where(each => !_tasks.ContainsKey(each.Id))).OrderByDescending(each => each.Id, StringComparer.Ordinal)];

    /// <summary>A task that was started since the server did; null when there is none of this id.</summary>
    public ServerTask? Find(string id) => _tasks.GetValueOrDefault(id);

    /// <summary>Starts a training or a search, or lets it wait for the one that runs.</summary>
    public TaskAnswer Start(TrainWish wish)
    {
        var task = New(wish);
        _records.Put(task.Answer);
        return Begun(task, wish);
    }

    /// <summary>Starts a training that one server of the store starts, unless another one has.</summary>
    /// <param name="wish">What to train.</param>
    /// <param name="claim">What names this run to all of them.</param>
    public bool TryStart(TrainWish wish, string claim)
    {
        var task = New(wish);
        if (!_records.TryPut(task.Answer, claim))
            return false;
        Begun(task, wish);
        return true;
    }

    private ServerTask New(TrainWish wish)
    {
        TaskArguments.Check(wish, _shop.Mine);
        return new(string.Create(CultureInfo.InvariantCulture, $"{Now.Microseconds:x}-{(_shop.Mine.Workspace.ServerNumber << 16) + Interlocked.Increment(ref _number):x4}"), wish, Now);
    }

    private TaskAnswer Begun(ServerTask task, TrainWish wish)
    {
        _tasks[task.Id] = task;
        _ = Task.Run(() => RunAsync(task, wish, task.Id));
        return task.Answer;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var task in _tasks.Values)
            task.Cancel();
        _ending.Cancel();
        _ending.Dispose();
        _one.Dispose();
    }

    /// <summary>Not the shop's clock, which may stand in another year: schedules go by real days.</summary>
    private static Instant Now => Instant.Of(TimeProvider.System.GetUtcNow());

    private async Task RunAsync(ServerTask task, TrainWish wish, string id)
    {
        var ending = _ending.Token;
        try
        {
            await _one.WaitAsync(task.Cancelled);
            try
            {
                task.State = TaskState.Running;
                _records.Put(task.Answer);
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
        catch (Exception fault) // of whatever kind: a task that never ends keeps all others of its kind away
        {
            (task.State, task.Outcome) = (TaskState.Failed, fault.Message);
        }
        finally
        {
            task.Finished = Now;
            await _records.PutEndAsync(task.Answer, ending);
        }
    }

    private async Task<string> TrainAsync(ServerTask task, TrainWish wish, string id)
    {
        var copy = new TrainingCopy(_shop.Mine, id);
        try
        {
            task.Stage = "copies the log";
            copy.Make(wish.Task);
            task.Stage = "trains";
            task.Child = new(_program, TaskArguments.Of(wish, copy.Folder));
            await task.Child.RunAsync((wish.Threads ?? Math.Max(1, Environment.ProcessorCount - 1), wish.MemoryGb ?? 4), task.Cancelled);
            var made = copy.Take(wish.Task);
            if (made.Count == 0)
                throw new TaojinException("task.nothing-trained", "Nothing was trained: the log cannot carry any of these models.", "See why: ./taojin prepare, ./taojin train");
            if (!wish.Publish)
                return $"trained {string.Join(", ", made)}; published none: nobody asked for it";
            var outcome = new Retrain(_shop.Mine).Run(wish.Task, wish.Canary);
            if (outcome.Published.Count > 0)
                _shop.Reload();
            return $"trained {string.Join(", ", made)}; published {(outcome.Published.Count == 0 ? "none" : string.Join(", ", outcome.Published.Select(each => $"{each.Alias} → {each.Version}")))}: {outcome.Verdict.Text}";
        }
        finally
        {
            copy.TakeTrials();
            copy.Delete();
        }
    }
}
