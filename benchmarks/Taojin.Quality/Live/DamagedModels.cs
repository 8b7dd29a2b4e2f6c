using System.Diagnostics;
using Taojin.Data;
using Taojin.Numerics;
using Taojin.Quality.Frame;
using Taojin.Storage.Models;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Quality.Live;

/// <summary>Flips bits of model files and cuts them; kills publishing, training and making of workspaces; counts versions that are seen by half and damage that is not noticed.</summary>
internal sealed class DamagedModels : IFaultPart
{
    private const int Flips = 1000, Cuts = 200, Kills = 50;

    public string Name => "models";

    public void Run(BenchmarkRun run)
    {
        var folder = Path.Combine(run.Scratch, "models");
        using (var mine = Mine.Init(folder, new() { Threads = 2, MemoryLimitGb = 1 }))
        {
            Publish(mine, 1);
            run.Add(new("faults.damaged-models-undetected", Damage(mine, folder), "files", "lower"));
        }
        var half = KillWhile(run, "publish", () => Start(Environment.ProcessPath!, "--crash", folder), folder);
        half += KillWhile(run, "retrain", () => Start(LiveServer.Program, "train", "--workspace", Trainable(run), "--task", "recommend", "-a", "popular", "item-knn"), Trainable(run));
        half += KillMigration(run);
        run.Add(new("faults.half-versions-seen", half, "versions", "lower"));
        LiveSection.Write(run, "faults:models", $"## Damaged models and killed publishing\n\n`./bench faults --only models`: {Flips:#,0} times a bit of a model's file is flipped, {Cuts} times a file is cut; publishing, training and the making of a workspace are killed (SIGKILL) at random moments.",
            ("kinds of damage that a reader did not notice", "faults.damaged-models-undetected"), ("kills of a publish", "faults.publish-kills"), ("kills of a training", "faults.retrain-kills"),
            ("kills while a workspace is made and its schema brought up", "faults.migrate-kills"), ("versions or workspaces seen by half", "faults.half-versions-seen"));
    }

    /// <summary>The process that is killed while it publishes: one version after another.</summary>
    public static int Crash(string folder)
    {
        using var mine = Mine.Open(folder);
        Console.Out.WriteLine("open"); // from here on a kill falls into a publish
        for (var number = 0; ; number++)
            Publish(mine, number);
    }

    private static void Publish(Mine mine, int number)
    {
        var chance = SplitMix64.Stream((ulong)number, "model");
        var version = mine.Models.Save(new() { Task = "recommend", Algorithm = "popular", Data = "受损测试", Split = "none" }, writer =>
        {
            writer.Ids("items", ["一", "二"]);
            writer.Array<float>("scores", [.. Enumerable.Range(0, 2000).Select(_ => chance.NextSingle())]);
        });
        mine.Models.Publish(Aliases.Recommend, version, "benchmark");
    }

    /// <summary>How many kinds of damage a reader does not notice.</summary>
    private static int Damage(Mine mine, string folder)
    {
        var (chance, version, undetected) = (SplitMix64.Stream(6, "damage"), mine.Models.Current(Aliases.Recommend)!, 0);
        var files = Directory.GetFiles(Path.Combine(folder, "models", version.Task, version.Name), "*", SearchOption.AllDirectories);
        for (var round = 0; round < Flips + Cuts; round++)
        {
            var path = files[chance.NextInt32(files.Length)];
            var whole = File.ReadAllBytes(path);
            var damaged = round < Flips ? (byte[])whole.Clone() : whole[..chance.NextInt32(whole.Length)];
            if (round < Flips)
                damaged[chance.NextInt32(whole.Length)] ^= (byte)(1 << chance.NextInt32(8));
            File.WriteAllBytes(path, damaged);
            undetected += IsWhole(mine.Models, version) ? 1 : 0;
            File.WriteAllBytes(path, whole);
        }
        return undetected;
    }

    private static bool IsWhole(ModelStore models, ModelVersion version)
    {
        try
        {
            _ = models.Open(version);
            return true;
        }
        catch (TaojinException)
        {
            return false;
        }
    }

    private static long KillWhile(BenchmarkRun run, string what, Func<Process> start, string folder)
    {
        var (chance, half) = (SplitMix64.Stream(8, what), 0L);
        for (var round = 0; round < Kills; round++)
        {
            using var process = start();
            _ = process.StandardError.ReadToEndAsync();
            if (what == "publish")
                process.StandardOutput.ReadLine();
            else
                _ = process.StandardOutput.ReadToEndAsync();
            process.WaitForExit(chance.NextInt32(what == "publish" ? 300 : 4000));
            process.Kill();
            process.WaitForExit();
            half += Half(folder);
        }
        run.Add(new($"faults.{what}-kills", Kills, "kills", "higher"));
        return half;
    }

    /// <summary>Versions that are listed and are not whole, and aliases that point to none.</summary>
    private static long Half(string folder)
    {
        using var mine = Mine.Open(folder);
        return mine.Models.Versions().Count(version => !IsWhole(mine.Models, version)) + mine.Models.Aliases().Values.Count(version => !IsWhole(mine.Models, version));
    }

    private static long KillMigration(BenchmarkRun run)
    {
        var (chance, half) = (SplitMix64.Stream(9, "migrate"), 0L);
        for (var round = 0; round < Kills; round++)
        {
            var folder = Path.Combine(run.Scratch, $"migrate-{round}");
            using var process = Start(LiveServer.Program, "init", "--workspace", folder);
            process.WaitForExit(150 + chance.NextInt32(400));
            process.Kill();
            process.WaitForExit();
            if (!File.Exists(Path.Combine(folder, "taojin.toml")))
                continue;
            using var mine = Mine.Open(folder);
            half += mine.Workspace.Log.Summary().Events == 0 ? 0 : 1;
        }
        run.Add(new("faults.migrate-kills", Kills, "kills", "higher"));
        return half;
    }

    /// <summary>A small workspace whose models are trained in seconds.</summary>
    public static string Trainable(BenchmarkRun run)
    {
        var folder = Path.Combine(run.Scratch, "trainable");
        if (Directory.Exists(folder))
            return folder;
        var truth = Testing.GeneratedShop.Of(new() { Users = 400, Items = 100, Days = 14 });
        using (var file = File.CreateText(Path.Combine(run.Scratch, "trainable.csv")))
            truth.WriteEvents(file);
        using var mine = Mine.Init(folder, new() { Threads = 2, MemoryLimitGb = 1 });
        mine.Workspace.Log.Import(new("csv", Path.Combine(run.Scratch, "trainable.csv")));
        return folder;
    }

    /// <summary>Starts a program whose words are read by the caller.</summary>
    public static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
}
