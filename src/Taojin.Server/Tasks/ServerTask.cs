using Taojin.Data;

namespace Taojin.Server.Tasks;

/// <summary>Long work that was asked for.</summary>
internal sealed class ServerTask(string id, TrainWish wish, Instant started) : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();

    public string Id => id;

    public CancellationToken Cancelled => _cancel.Token;

    /// <summary>The process; null until it runs.</summary>
    public ChildTask? Child { get; set; }

    /// <summary>What the server does for it now.</summary>
    public string? Stage { get; set; }

    /// <summary>How it stands.</summary>
    public TaskState State { get; set; } = TaskState.Waiting;

    /// <summary>When it ended.</summary>
    public Instant? Finished { get; set; }

    /// <summary>Why it failed, or what it did.</summary>
    public string? Outcome { get; set; }

    /// <summary>What a caller is told.</summary>
    public TaskAnswer Answer => new(id, wish.Tune is null ? "train" : "tune", wish.Task, State, started, Finished, Child?.LastLine ?? Stage, Outcome, Child?.Lines ?? []) { Why = wish.Why, Algorithm = wish.Tune is null ? null : wish.Algorithms![0] };

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

    /// <summary>It could not, or the server ended while it ran.</summary>
    Failed,

    /// <summary>It was told to stop.</summary>
    Cancelled,
}

/// <summary>A wish for a training.</summary>
/// <param name="Task">What to train: recommend, purchase, …</param>
/// <param name="Algorithms">Names of algorithms; all that the data can carry when left out.</param>
/// <param name="Publish">Whether the best that beats its baselines, and is not worse than what answers, answers from then on.</param>
internal sealed record TrainWish(string Task, IReadOnlyList<string>? Algorithms = null, bool Publish = false)
{
    /// <summary>Options of algorithms, such as gradient-boosting.leaves=31; their defaults when left out.</summary>
    public IReadOnlyList<string>? Set { get; init; }

    /// <summary>A search for better options of the one algorithm that is named, before it is trained with the best of them; nothing trains with the options as they are.</summary>
    public TuneWish? Tune { get; init; }

    /// <summary>Share of the users whom it answers first, in (0, 1); everybody when left out.</summary>
    public double? Canary { get; init; }

    /// <summary>Threads of the process; one less than the machine has when left out.</summary>
    public int? Threads { get; init; }

    /// <summary>Memory beyond which it is ended, in GB; 4 when left out.</summary>
    public double? MemoryGb { get; init; }

    /// <summary>Why: request, schedule or drift.</summary>
    internal string Why { get; init; } = "request";
}

/// <summary>How far a search goes.</summary>
internal sealed record TuneWish
{
    /// <summary>Most trials; 60 when left out.</summary>
    public int? Trials { get; init; }

    /// <summary>How long all trials together may take, those of an earlier run of the same search among them, in seconds; as long as they need when left out.</summary>
    public double? BudgetSeconds { get; init; }

    /// <summary>Names of the options to search; all with a range when left out.</summary>
    public IReadOnlyList<string>? Only { get; init; }
}

/// <summary>A task as a caller sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What is done: train, or tune, which searches options first.</param>
/// <param name="Task">What is trained.</param>
/// <param name="State">waiting, running, done, failed or cancelled.</param>
/// <param name="Started">When it was asked for.</param>
/// <param name="Finished">When it ended; nothing while it runs.</param>
/// <param name="Progress">What it said last.</param>
/// <param name="Outcome">What came of it, or why it failed.</param>
/// <param name="Log">Its last lines.</param>
internal sealed record TaskAnswer(
    string Id, string Kind, string Task, TaskState State, Instant Started, Instant? Finished, string? Progress, string? Outcome, IReadOnlyList<string> Log)
{
    /// <summary>Who wanted it: request, schedule or drift.</summary>
    public string Why { get; init; } = "request";

    /// <summary>The algorithm whose options are searched; nothing for trainings.</summary>
    public string? Algorithm { get; init; }
}
