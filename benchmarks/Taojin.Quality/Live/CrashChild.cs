using System.Globalization;
using Taojin.Numerics;
using Taojin.Storage;
using Taojin.Storage.Database;
using Taojin.Workflows;
using Taojin.Workflows.Serving;
using Taojin.Workflows.Training;

namespace Taojin.Quality.Live;

/// <summary>A process that is killed in the middle of what it does: it says when that begins and when it is done, so that the kill is known to fall into the act and not into the start or the end of a program.</summary>
internal static class CrashChild
{
    /// <summary>What it says.</summary>
    public const string Beginning = "beginning", Done = "done";

    /// <summary>How many items <see cref="Publish"/>'s models know, and how many of these are published one after another.</summary>
    public const int Items = 500, Published = 10;

    /// <summary>Id of an item of them.</summary>
    public static string ItemId(int item) => string.Create(CultureInfo.InvariantCulture, $"品{item}");

    /// <summary>What the process does: <c>migrate</c> the log of an older program, <c>erase</c> one person, <c>retrain</c> two recommenders, <c>publish</c> one version after another.</summary>
    public static int Run(string act, string folder, string? user)
    {
        if (act == "migrate")
        {
            using var database = LogDatabase.Open(Path.Combine(folder, Workspace.DatabaseFile), Workspace.SettingsOf(folder));
            Say(() => Migrations.Apply(database, TimeProvider.System));
            return 0;
        }
        using var mine = Mine.Open(folder);
        Say(act switch
        {
            "erase" => () => mine.Workspace.Privacy.Erase(user!),
            "retrain" => () => Train.Run(mine, new Prepare(mine).Run(), new TrainRequest { Algorithms = ["popular", "item-knn"] }, "recommend"),
            _ => () => Enumerable.Range(0, Published).ToList().ForEach(number => Publish(mine, number)),
        });
        return 0;
    }

    private static void Say(Action act)
    {
        Console.Out.WriteLine(Beginning);
        act();
        Console.Out.WriteLine(Done);
    }

    /// <summary>Saves and publishes a small model that is another one for each number.</summary>
    public static void Publish(Mine mine, int number)
    {
        var chance = SplitMix64.Stream((ulong)number, "model");
        var version = mine.Models.Save(new() { Task = "recommend", Algorithm = "popular", Data = "受损测试", Split = "none" }, writer =>
        {
            writer.Ids("users", ["客"]);
            writer.Ids("items", [.. Enumerable.Range(0, Items).Select(ItemId)]);
            writer.Array<float>("scores", [.. Enumerable.Range(0, Items).Select(_ => chance.NextSingle())]);
        });
        mine.Models.Publish(Aliases.Recommend, version, "benchmark");
    }
}
