namespace Taojin.Storage;

/// <summary>When models are trained again by themselves, and what becomes of them.</summary>
public sealed record ScheduleSettings
{
    /// <summary>When: <c>24h</c>, <c>30m</c>, or five fields of cron in the shop's time, such as <c>30 3 * * *</c>; empty: never.</summary>
    public string Every { get; init; } = "";

    /// <summary>Whether a task is trained as soon as its data or scores have shifted.</summary>
    public bool OnDrift { get; init; }

    /// <summary>The tasks, parted by commas.</summary>
    public string Tasks { get; init; } = "recommend,purchase";

    /// <summary>Share of users whom a new version answers first; 0: all at once, 1 or more is not allowed.</summary>
    public double CanaryShare { get; init; } = 0.1;

    /// <summary>Threads of a training beside the answers; 0: one less than the machine has.</summary>
    public int Threads { get; init; }

    /// <summary>Memory beyond which a training is ended, in GB.</summary>
    public double MemoryGb { get; init; } = 4;
}
