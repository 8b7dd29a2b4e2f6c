using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Evaluation.Online;

namespace Taojin.Workflows.Serving.Trials;

/// <summary>How a version on trial does.</summary>
public sealed record TrialState
{
    /// <summary>The alias.</summary>
    public required string Alias { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The version that it is compared with.</summary>
    public required string Stable { get; init; }

    /// <summary><c>canary</c>: it answers a share of the users beside the other; <c>probation</c>: it answers everybody, and the other did before.</summary>
    public required string Kind { get; init; }

    /// <summary>Share of the users whom it answers.</summary>
    public required double Share { get; init; }

    /// <summary>Since when.</summary>
    public required Instant Since { get; init; }

    /// <summary>When it ends by itself if it does no harm: a canary is promoted, a probation is over; null: a person ends it.</summary>
    public Instant? Until { get; init; }

    /// <summary>The version's answers and then the other's, as this server gave them since it started.</summary>
    public required IReadOnlyList<TrialArmState> Arms { get; init; }

    /// <summary>CTR, conversion and revenue per request with the version's users, less those with the other's; intervals that may be looked at at any time. Empty while the log holds too few lists of both.</summary>
    public IReadOnlyList<MetricValue> Differences { get; init; } = [];

    /// <summary>The harm that is certain enough to take it back; null while there is none.</summary>
    public TrialHarm? Harm { get; init; }
}

/// <summary>One side of a trial.</summary>
/// <param name="Arm"><c>canary</c>, <c>current</c> or <c>stable</c>.</param>
/// <param name="Version">The version.</param>
/// <param name="Answers">Answers that were asked of it.</param>
/// <param name="Errors">Of these, failed.</param>
/// <param name="NotNumbers">Of these, with a score that is no number.</param>
/// <param name="Empty">Of these, with nothing to say.</param>
/// <param name="P50Seconds">Half of the answers took no longer; null without answers.</param>
/// <param name="P99Seconds">99 % of the answers took no longer; null without answers.</param>
/// <param name="Users">Users who were shown its lists, by the log; null where that is not known.</param>
/// <param name="Metrics">CTR, conversion and revenue per request, by the log.</param>
public sealed record TrialArmState(
    string Arm, string Version, long Answers, long Errors, long NotNumbers, long Empty, double? P50Seconds, double? P99Seconds, int? Users, IReadOnlyList<MetricValue> Metrics)
{
    internal static TrialArmState Of(string arm, string version, TrialArm? figures) => new(
        arm, version, figures?.Answers ?? 0, figures?.Errors ?? 0, figures?.NotNumbers ?? 0, figures?.Empty ?? 0, Finite(figures?.Durations.Quantile(0.5)), Finite(figures?.Durations.Quantile(0.99)),
        figures?.Outcomes?.Users, figures?.Outcomes is { Users: > 0 } outcomes ? outcomes.Measured() : []);

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
