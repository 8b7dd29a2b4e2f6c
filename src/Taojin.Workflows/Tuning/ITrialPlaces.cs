namespace Taojin.Workflows.Tuning;

/// <summary>Places beside this process where trials are judged, such as the nodes of a cluster.</summary>
public interface ITrialPlaces
{
    /// <summary>So many trials are judged side by side.</summary>
    int Count { get; }

    /// <summary>Has a trial judged somewhere; one that is lost there is judged elsewhere.</summary>
    Task<TrialOutcome> JudgeAsync(TrialOrder order, CancellationToken cancellation);
}

/// <summary>A trial, as a place needs to know it. The place reads the shop's log from the store that it shares with this process.</summary>
/// <param name="Settings">The shop's <c>taojin.toml</c>.</param>
/// <param name="Task">The task.</param>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Options">The options that are not at their defaults, as JSON.</param>
/// <param name="Data">What must be learned from; a place that sees other data does not judge.</param>
public sealed record TrialOrder(string Settings, string Task, string Algorithm, string Options, string Data)
{
    /// <summary>Share of the training rows, in (0, 1].</summary>
    public double Share { get; init; } = 1;

    /// <summary>Names all chance of the search.</summary>
    public ulong Seed { get; init; }
}

/// <summary>What came of a trial.</summary>
/// <param name="Value">What it reached on validation; NaN when it failed.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="PeakBytes">Most memory of the process meanwhile; null where the system does not tell.</param>
/// <param name="Fault">Why it failed, or null.</param>
public sealed record TrialOutcome(double Value, double Seconds, long? PeakBytes, string? Fault)
{
    /// <summary>Whether the place would not judge it at all, for the reason that <see cref="Fault"/> says.</summary>
    public bool IsRefused { get; init; }
}
