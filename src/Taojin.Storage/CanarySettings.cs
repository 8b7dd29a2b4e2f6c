using Taojin.Mining.Evaluation.Online;

namespace Taojin.Storage;

/// <summary>How new versions are watched, and when they are taken back.</summary>
public sealed record CanarySettings
{
    /// <summary>What a version on trial may do worse than the stable one.</summary>
    public TrialLimits Limits { get; init; } = new();

    /// <summary>Hours for which a version that answers everybody is compared with the one before; 0: it is not.</summary>
    public double ProbationHours { get; init; } = 24;

    /// <summary>Hours after which a canary that did no harm answers everybody; 0: a person promotes it.</summary>
    public double PromoteAfterHours { get; init; }

    /// <summary>Where a rollback or a promotion that nobody asked for is reported, as JSON; empty: nowhere.</summary>
    public string Webhook { get; init; } = "";
}
