namespace Taojin.Mining.Evaluation.Online;

/// <summary>A comparison of ways to make the list of one placement: each user gets one arm and keeps it.</summary>
public sealed record Experiment
{
    /// <summary>Its name: the salt of its draw, and the first half of an arm's name in the log.</summary>
    public required string Name { get; init; }

    /// <summary>The placement whose users take part.</summary>
    public required string Placement { get; init; }

    /// <summary>The arms, the first one is what others are compared with.</summary>
    public required IReadOnlyList<ExperimentArm> Arms { get; init; }

    /// <summary>The placement that makes each arm's list, parallel to <see cref="Arms"/>.</summary>
    public required IReadOnlyList<string> ArmPlacements { get; init; }

    /// <summary>A placement whose list is made beside each shown one and kept, but not shown; null for none.</summary>
    public string? Shadow { get; init; }
}
