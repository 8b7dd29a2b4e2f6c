using Taojin.Data;
using Taojin.Mining.Evaluation.Online;
using Taojin.Mining.Recommendation.Lists;
using Taojin.Storage;

namespace Taojin.Workflows.Serving.Lists;

/// <summary>Where a list stands, and how it is made there for this user.</summary>
/// <param name="Name">The placement that was asked for.</param>
/// <param name="Rules">The placement that makes it: another one in an arm of an experiment.</param>
/// <param name="Arm">The arm, such as <c>home-2026/control</c>; null outside of experiments.</param>
internal sealed record ListPlace(string Name, Placement Rules, string? Arm)
{
    /// <summary>Rules of the list that is made beside it and not shown; null for none.</summary>
    public Placement? Shadow { get; private init; }

    /// <exception cref="TaojinException">placement.unknown.</exception>
    public static ListPlace Of(WorkspaceSettings settings, string? asked, string userId)
    {
        var name = asked ?? Placement.Plain.Name;
        if (settings.Experiments.FirstOrDefault(each => each.Placement == name) is { } experiment
            && ExperimentArm.Of([.. experiment.Arms], experiment.Name, userId) is >= 0 and var arm)
            return new(name, Rule(settings, experiment.ArmPlacements[arm]), $"{experiment.Name}/{experiment.Arms[arm].Name}") { Shadow = experiment.Shadow is { } shadow ? Rule(settings, shadow) : null };
        return new(name, Rule(settings, name), null);
    }

    /// <summary>For users who want no personalisation: no experiment, no chance, no memory of what was shown, so that all get the same list.</summary>
    /// <exception cref="TaojinException">placement.unknown.</exception>
    public static ListPlace ForEverybody(WorkspaceSettings settings, string? asked)
    {
        var name = asked ?? Placement.Plain.Name;
        return new(name, Rule(settings, name) with { Exploration = 0, ExplorationKind = ExplorationKind.Epsilon, Rotation = 1 }, null);
    }

    private static Placement Rule(WorkspaceSettings settings, string name) =>
        settings.Placements.GetValueOrDefault(name) ?? (name == Placement.Plain.Name ? Placement.Plain : throw new TaojinException(
            "placement.unknown", $"There is no placement '{name}'.",
            $"Known: {string.Join(", ", settings.Placements.Keys.Append(Placement.Plain.Name).Distinct())}. Write [placements.{name}] into taojin.toml for a new one."));
}
