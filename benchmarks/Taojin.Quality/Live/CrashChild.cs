using System.Globalization;
using Taojin.Numerics;
using Taojin.Storage;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Quality.Live;

/// <summary>A process that is killed in the middle of what it does: it says so just before it begins, so that the kill falls into the act and not into the start of a program.</summary>
internal static class CrashChild
{
    private const string Beginning = "beginning";

    /// <summary>How many items <see cref="Publish"/>'s models know.</summary>
    public const int Items = 500;

    /// <summary>Id of an item of them.</summary>
    public static string ItemId(int item) => string.Create(CultureInfo.InvariantCulture, $"品{item}");

    /// <summary>What the process does: <c>publish</c>, one version after another; <c>open</c>, a workspace that an older program left; <c>erase</c>, one person.</summary>
    public static int Run(string act, string folder, string? user)
    {
        if (act == "open")
        {
            Console.Out.WriteLine(Beginning);
            Workspace.Open(folder, TimeProvider.System).Dispose();
            return 0;
        }
        using var mine = Mine.Open(folder);
        Console.Out.WriteLine(Beginning);
        if (act == "erase")
            mine.Workspace.Privacy.Erase(user!);
        else
            for (var number = 0; ; number++)
                Publish(mine, number);
        return 0;
    }

    /// <summary>Starts an act and kills it.</summary>
    /// <param name="most">The kill comes at a random moment of so many milliseconds after the beginning.</param>
    /// <param name="chance">Says when.</param>
    /// <param name="arguments">The act, the folder, and the user.</param>
    /// <returns>Whether the act was still under way.</returns>
    public static bool Kill(int most, ref SplitMix64 chance, params string[] arguments)
    {
        using var process = DamagedModels.Start(Environment.ProcessPath!, ["--crash", .. arguments]);
        _ = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadLine();
        var ended = process.WaitForExit(chance.NextInt32(most));
        process.Kill();
        process.WaitForExit();
        return !ended;
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
