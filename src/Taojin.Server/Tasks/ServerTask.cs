using Taojin.Data;

namespace Taojin.Server.Tasks;

/// <summary>Long work that was asked for.</summary>
internal sealed class ServerTask(string id, TrainWish wish, Instant started) : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();

    public CancellationToken Cancelled => _cancel.Token;

    /// <summary>The process; null until it runs.</summary>
    public ChildTask? Child { get; set; }

    /// <summary>How it stands.</summary>
    public TaskState State { get; set; } = TaskState.Waiting;

    /// <summary>When it ended.</summary>
    public Instant? Finished { get; set; }

    /// <summary>Why it failed, or what it did.</summary>
    public string? Outcome { get; set; }

    /// <summary>What a caller is told.</summary>
    public TaskAnswer Answer => new(id, "train", wish.Task, State, started, Finished, Child?.LastLine, Outcome, Child?.Lines ?? []);

    public void Cancel() => _cancel.Cancel();

    public void Dispose() => _cancel.Dispose();
}

/// <summary>How a task stands.</summary>
internal enum TaskState
{
    /// <summary>Another one runs.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It did what was asked.</summary>
    Done,

    /// <summary>It could not.</summary>
    Failed,

    /// <summary>It was told to stop.</summary>
    Cancelled,
}

/// <summary>A wish for a training.</summary>
/// <param name="Task">What to train: recommend, purchase, …</param>
/// <param name="Algorithms">Names of algorithms; all that the data can carry when left out.</param>
/// <param name="Publish">Whether the best that beats its baselines answers from then on.</param>
internal sealed record TrainWish(string Task, IReadOnlyList<string>? Algorithms = null, bool Publish = false)
{
    /// <summary>Options of algorithms, such as gradient-boosting.leaves=31; their defaults when left out.</summary>
    public IReadOnlyList<string>? Set { get; init; }

    /// <summary>Threads of the process; one less than the machine has when left out.</summary>
    public int? Threads { get; init; }

    /// <summary>Memory beyond which it is ended, in GB; 4 when left out.</summary>
    public double? MemoryGb { get; init; }
}

/// <summary>A task as a caller sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What is done: train.</param>
/// <param name="Task">What is trained.</param>
/// <param name="State">waiting, running, done, failed or cancelled.</param>
/// <param name="Started">When it was asked for.</param>
/// <param name="Finished">When it ended; nothing while it runs.</param>
/// <param name="Progress">What it said last.</param>
/// <param name="Outcome">What came of it, or why it failed.</param>
/// <param name="Log">Its last lines.</param>
internal sealed record TaskAnswer(
    string Id, string Kind, string Task, TaskState State, Instant Started, Instant? Finished, string? Progress, string? Outcome, IReadOnlyList<string> Log);
