namespace Taojin.Mining.Evaluation.Online;

/// <summary>What a version did while it answered.</summary>
public sealed record TrialArm
{
    /// <summary>Answers that were asked of it.</summary>
    public required long Answers { get; init; }

    /// <summary>Of these, the ones in which it failed.</summary>
    public long Errors { get; init; }

    /// <summary>Of these, the ones with a score that is no number.</summary>
    public long NotNumbers { get; init; }

    /// <summary>Of these, the ones for which it had nothing to say, so that another source filled the list or nothing did.</summary>
    public long Empty { get; init; }

    /// <summary>How long the answers took.</summary>
    public DurationCounts Durations { get; init; } = new();

    /// <summary>What users did with its lists; null where that is not known.</summary>
    public OnlineOutcomes? Outcomes { get; init; }
}

/// <summary>What a version on trial may do worse than the one that it is compared with.</summary>
public sealed record TrialLimits
{
    /// <summary>Share of answers at fault beyond the stable version's.</summary>
    public double FaultShare { get; init; } = 0.01;

    /// <summary>How many times the stable version's p99 an answer may take before it counts as slow; one in a hundred may.</summary>
    public double SlowRatio { get; init; } = 3;

    /// <summary>Below this no answer counts as slow, in seconds.</summary>
    public double SlowAtLeast { get; init; } = 0.005;

    /// <summary>The online metric that may not drop, as <see cref="OnlineOutcomes"/> names it; null: none is looked at.</summary>
    public string? Metric { get; init; } = "CTR";

    /// <summary>Users that each side must have before the metric is looked at: the interval rests on many users.</summary>
    public int FewestUsers { get; init; } = 100;
}

/// <summary>A figure of a version beside that of the version it is compared with.</summary>
/// <param name="Name">What was measured, such as <c>share of errors</c>.</param>
/// <param name="Value">The version's; null when it cannot be said.</param>
/// <param name="Stable">The other's; null when there is none.</param>
/// <param name="Cases">Answers or users behind <paramref name="Value"/>.</param>
public sealed record TrialFigure(string Name, double? Value, double? Stable, long Cases);

/// <summary>Why a version is taken back.</summary>
/// <param name="Code"><c>errors</c>, <c>nan</c>, <c>empty</c>, <c>slow</c> or <c>metric</c>.</param>
/// <param name="Text">In English.</param>
/// <param name="TextZh">In Chinese.</param>
/// <param name="Figures">What it rests on.</param>
public sealed record TrialHarm(string Code, string Text, string TextZh, IReadOnlyList<TrialFigure> Figures);
