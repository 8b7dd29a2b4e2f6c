using System.Diagnostics;
using System.Globalization;
using Taojin.Data;
using Taojin.Numerics;
using Taojin.Quality.Frame;
using Taojin.Storage;
using Taojin.Storage.Models;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Quality.Live;

/// <summary>Flips bits of model files and cuts them; kills publishing and training; counts versions that are seen by half and damage that is not noticed.</summary>
internal sealed class DamagedModels : IFaultPart
{
    private const int Flips = 1000, Cuts = 200;

    public string Name => "models";

    public void Run(BenchmarkRun run)
    {
        var folder = Path.Combine(run.Scratch, "models");
        using (var mine = Mine.Init(folder, new() { Threads = 2, MemoryLimitGb = 1 }))
        {
            mine.Workspace.Log.Append([.. Enumerable.Range(0, CrashChild.Items).Select(item => new NewEvent { UserId = "客", ItemId = CrashChild.ItemId(item), Kind = EventKind.View, Time = mine.Now })]);
            CrashChild.Publish(mine, 0);
            CrashChild.Publish(mine, 1);
            Damage(run, mine, folder);
        }
        var half = Killed(run, "publish", folder) + Killed(run, "retrain", Trainable(run));
        run.Add(new("faults.half-versions-seen", half, "versions", "lower"));
        LiveSection.Write(run, "faults:models", $"## Damaged models and killed publishing\n\n`./bench faults --only models`: {Flips:#,0} times a bit of a model's file is flipped, {Cuts} times a file is cut; publishing and training are killed (SIGKILL) at random moments until {ActKills.Wanted} kills of each fell within it.",
            ("damage that a reader did not notice", "faults.damaged-models-undetected"), ("damage after which the version before did not answer", "faults.damaged-models-unanswered"),
            ("kills of a publish", "faults.publish-kills"), ("of them within it", "faults.publish-kills-within"),
            ("kills of a training", "faults.retrain-kills"), ("of them within it", "faults.retrain-kills-within"),
            ("versions seen by half", "faults.half-versions-seen"));
    }

    /// <summary>Damage that a reader does not notice, and damage after which the version before does not answer.</summary>
    private static void Damage(BenchmarkRun run, Mine mine, string folder)
    {
        var (chance, version, undetected, unanswered) = (SplitMix64.Stream(6, "damage"), mine.Models.Current(Aliases.Recommend)!, 0, 0);
        var (before, log) = (mine.Models.History(Aliases.Recommend)[1].ToString(), mine.Workspace.Log.Read());
        var files = Directory.GetFiles(Path.Combine(folder, "models", version.Task, version.Name, version.Number.ToString("D6", CultureInfo.InvariantCulture)));
        for (var round = 0; round < Flips + Cuts; round++)
        {
            var path = files[chance.NextInt32(files.Length)];
            var whole = File.ReadAllBytes(path);
            var damaged = round < Flips ? (byte[])whole.Clone() : whole[..chance.NextInt32(whole.Length)];
            if (round < Flips)
                damaged[chance.NextInt32(whole.Length)] ^= (byte)(1 << chance.NextInt32(8));
            File.WriteAllBytes(path, damaged);
            undetected += IsWhole(mine.Models, version) ? 1 : 0;
            unanswered += LiveShop.Open(mine, log, 1).Recommend(new("客")).Model == before ? 0 : 1;
            File.WriteAllBytes(path, whole);
        }
        run.Add(new("faults.damaged-models-undetected", undetected, "files", "lower"));
        run.Add(new("faults.damaged-models-unanswered", unanswered, "files", "lower"));
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

    /// <returns>Versions that are seen by half.</returns>
    private static long Killed(BenchmarkRun run, string act, string folder)
    {
        var (kills, half) = (new ActKills(act), 0L);
        while (!kills.IsEnough)
        {
            kills.Kill(act, act, folder);
            half += Half(folder);
        }
        kills.Note(run);
        return half;
    }

    /// <summary>Versions that are listed and are not whole, and aliases that point to none.</summary>
    private static long Half(string folder)
    {
        using var mine = Mine.Open(folder);
        return mine.Models.Versions().Count(version => !IsWhole(mine.Models, version)) + mine.Models.Aliases().Values.Count(version => !IsWhole(mine.Models, version));
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
