using Taojin.Data;
using Taojin.Mining.Evaluation.Online;
using Tomlyn.Model;

namespace Taojin.Storage.Settings;

/// <summary>Reads the tables <c>[experiments.NAME]</c> of <c>taojin.toml</c>.</summary>
internal static class ExperimentTable
{
    /// <summary>Name of the table that holds them.</summary>
    public const string Name = "experiments";

    /// <summary>How an experiment is written, as a comment of a new file.</summary>
    public const string Example = """

        # Users are parted by a salted hash of their id and keep their arm. 实验：按用户编号哈希分组，分组保持不变。
        # [experiments.home-2026]
        # placement = "home"
        # arms = [{ name = "control", share = 0.5, placement = "home" }, { name = "varied", share = 0.5, placement = "home-varied" }]
        # shadow = "home-next"                      # made beside each list and not shown; judged by what users touch

        """;

    /// <summary>All experiments of the table.</summary>
    /// <exception cref="TaojinException">settings.value-invalid.</exception>
    public static IReadOnlyList<Experiment> Read(TomlTable table) => [.. table.Select(entry => entry.Value is TomlTable keys
        ? ReadOne(entry.Key, keys)
        : throw Invalid($"{Name}.{entry.Key} is a table, not a value."))];

    /// <summary>Refuses experiments that name placements there are not, or that part the same users twice.</summary>
    public static void Check(WorkspaceSettings settings)
    {
        foreach (var experiment in settings.Experiments)
            foreach (var placement in experiment.ArmPlacements.Append(experiment.Placement).Append(experiment.Shadow ?? experiment.Placement))
                if (placement != "default" && !settings.Placements.ContainsKey(placement))
                    throw Invalid($"{Name}.{experiment.Name} names the placement '{placement}', which is not there.");
        if (settings.Experiments.CountBy(experiment => experiment.Placement).FirstOrDefault(each => each.Value > 1) is { Key: { } twice })
            throw Invalid($"Two experiments run on the placement '{twice}'.");
    }

    private static Experiment ReadOne(string name, TomlTable keys)
    {
        var shadow = At(keys, "shadow") as string;
        if (keys.Count != (shadow is null ? 2 : 3) || At(keys, "placement") is not string placement || Arms(At(keys, "arms")) is not { Count: >= 1 } arms || (arms.Count == 1 && shadow is null))
            throw Invalid($"[{Name}.{name}] has 'placement' and two or more 'arms' with name, share and placement; or one arm and a 'shadow'.");
        if (arms.Sum(arm => arm.Arm.Share) > 1 + 1e-9)
            throw Invalid($"The shares of [{Name}.{name}] add up to more than 1.");
        return new() { Name = name, Placement = placement, Arms = [.. arms.Select(arm => arm.Arm)], ArmPlacements = [.. arms.Select(arm => arm.Placement)], Shadow = shadow };
    }

    private static List<(ExperimentArm Arm, string Placement)>? Arms(object? value)
    {
        var tables = value switch { TomlArray array when array.All(each => each is TomlTable) => array.Cast<TomlTable>(), TomlTableArray array => array, _ => [] };
        var arms = new List<(ExperimentArm, string)>();
        foreach (var table in tables)
        {
            var share = At(table, "share") switch { double real => real, long whole => whole, _ => double.NaN };
            if (table.Count != 3 || At(table, "name") is not string { Length: > 0 } name || At(table, "placement") is not string placement || share is not (> 0 and <= 1))
                return null;
            arms.Add((new(name, share), placement));
        }
        return arms;
    }

    private static object? At(TomlTable table, string key) => table.TryGetValue(key, out var value) ? value : null;

    private static TaojinException Invalid(string what) => new("settings.value-invalid", $"{SettingsFile.Name}: {what}", $"Such as:\n{Example.Trim()}");
}
