using Taojin.Mining.Evaluation;
using Taojin.Mining.Evaluation.Online;
using Taojin.Storage;

namespace Taojin.Workflows;

/// <summary>Judges lists by what their users did: every placement, every arm of the running experiments, and what was made but not shown.</summary>
public sealed class OnlineQuality(Mine mine)
{
    private static readonly TimeSpan ShadowHorizon = TimeSpan.FromDays(1);

    /// <summary>The state of things, which may be looked at and acted upon at any time.</summary>
    /// <param name="days">How many days back.</param>
    public OnlineReport Run(double days = 30)
    {
        var since = mine.Now - TimeSpan.FromDays(days);
        var rows = mine.Workspace.Online.Outcomes(since);
        return new()
        {
            Since = since.ToDateTimeOffset(),
            Placements = [.. rows.GroupBy(row => row.Placement).Select(group => new PlacementOutcome(group.Key, Measured(group)))],
            Experiments = [.. mine.Workspace.Settings.Experiments.Select(experiment => Judge(experiment, rows))],
            Shadows = mine.Workspace.Online.Shadows(since, ShadowHorizon),
        };
    }

    private static ExperimentOutcome Judge(Experiment experiment, IReadOnlyList<OnlineRow> rows)
    {
        var outcomes = experiment.Arms.Select(arm => new OnlineOutcomes([.. rows.Where(row => row.Arm == $"{experiment.Name}/{arm.Name}").Select(row => row.User)])).ToArray();
        var probability = SampleRatio.Probability([.. outcomes.Select(each => (long)each.Users)], [.. experiment.Arms.Select(arm => arm.Share)]);
        return new()
        {
            Name = experiment.Name,
            Placement = experiment.Placement,
            SampleRatioProbability = probability,
            IsSampleRatioBroken = probability < SampleRatio.Alarm,
            Arms = [.. experiment.Arms.Select((arm, index) => new ArmOutcome(arm.Name, arm.Share, outcomes[index].Users, outcomes[index].Measured(), index == 0 ? [] : outcomes[index].Against(outcomes[0])))],
        };
    }

    private static IReadOnlyList<MetricValue> Measured(IEnumerable<OnlineRow> rows) => new OnlineOutcomes([.. rows.Select(row => row.User)]).Measured();
}

/// <summary>What came of lists.</summary>
public sealed record OnlineReport
{
    /// <summary>Lists shown before are left out.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Each placement.</summary>
    public required IReadOnlyList<PlacementOutcome> Placements { get; init; }

    /// <summary>Each running experiment.</summary>
    public required IReadOnlyList<ExperimentOutcome> Experiments { get; init; }

    /// <summary>Lists that were made and not shown.</summary>
    public required IReadOnlyList<ShadowOutcome> Shadows { get; init; }
}

/// <summary>One placement.</summary>
/// <param name="Placement">Its name.</param>
/// <param name="Metrics">CTR, conversion and revenue per request, with intervals that may be looked at at any time.</param>
public sealed record PlacementOutcome(string Placement, IReadOnlyList<MetricValue> Metrics);

/// <summary>One experiment.</summary>
public sealed record ExperimentOutcome
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its placement.</summary>
    public required string Placement { get; init; }

    /// <summary>Probability of numbers of users as uneven as these.</summary>
    public required double SampleRatioProbability { get; init; }

    /// <summary>Whether that is so small that no difference may be believed.</summary>
    public required bool IsSampleRatioBroken { get; init; }

    /// <summary>The arms, the control first.</summary>
    public required IReadOnlyList<ArmOutcome> Arms { get; init; }
}

/// <summary>One arm.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Share">Share of users it is promised.</param>
/// <param name="Users">Users it had.</param>
/// <param name="Metrics">What it brought.</param>
/// <param name="Differences">How much more than the control; empty for the control itself.</param>
public sealed record ArmOutcome(string Name, double Share, int Users, IReadOnlyList<MetricValue> Metrics, IReadOnlyList<MetricValue> Differences);
