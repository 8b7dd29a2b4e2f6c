using System.Globalization;
using DuckDB.NET.Data;
using Taojin.Numerics;
using Taojin.Quality.Frame;
using Taojin.Storage;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Quality.Live;

/// <summary>
/// Kills the server under a load of events two hundred times and counts what it had acknowledged; twenty of the times the log holds ten million
/// events and lists are asked for, and the time until the first of them is answered is noted.
/// </summary>
internal sealed class KillsUnderLoad : IFaultPart
{
    private const int Kills = 200, OfLarge = 20, LargeEvents = 10_000_000, LargeUsers = 500_000, LargeItems = 100_000, Connections = 8, Batch = 10, MostPosts = 1000;

    public string Name => "kills";

    public void Run(BenchmarkRun run)
    {
        var chance = SplitMix64.Stream(20171126, "kills");
        var (small, large) = (Path.Combine(run.Scratch, "small"), Path.Combine(run.Scratch, "large"));
        if (!Directory.Exists(small))
            Workspace.Init(small, new() { Threads = 2, MemoryLimitGb = 1 }, TimeProvider.System).Dispose();
        if (!Directory.Exists(large))
            Fill(large, run);
        using (var first = LiveServer.Start(large)) // the first start replays everything, and writes the snapshot when it has
        {
            run.Say(string.Create(CultureInfo.InvariantCulture, $"ready after {first.ReadySeconds:0.0} s without a snapshot"));
            first.WaitUntilIdle();
        }
        var ready = new List<double>();
        var (lost, doubled, acknowledged) = Kill(large, OfLarge, chance, ready);
        ready.Sort();
        run.Add(new("faults.ready-seconds", ready[^1], "s", "lower") { Low = ready[0], High = ready[^1] });
        run.Add(new("faults.ready-seconds-median", ready[ready.Count / 2], "s", "lower"));
        var others = Kill(small, Kills - OfLarge, chance, null);
        run.Add(new("faults.acknowledged-lost", lost + others.Lost, "events", "lower"));
        run.Add(new("faults.acknowledged-doubled", doubled + others.Doubled, "events", "lower"));
        run.Add(new("faults.kills", Kills, "kills", "higher"));
        run.Add(new("faults.acknowledged", acknowledged + others.Acknowledged, "events", "higher"));
        LiveSection.Write(run, "faults:kills", $"## Kills under load\n\n`./bench faults --only kills`: the server is killed (SIGKILL) under {Connections} connections that post {Batch} events at a time, up to {MostPosts * Batch:#,0} events a second. {OfLarge} of the kills hit a log of {LargeEvents / 1_000_000} million events of {LargeUsers:#,0} users with a published recommender: there the time is from the start of the process to the first list.",
            ("kills", "faults.kills"), ("events acknowledged", "faults.acknowledged"), ("acknowledged and lost", "faults.acknowledged-lost"), ("acknowledged and doubled", "faults.acknowledged-doubled"),
            ("first list after a kill, the worst", "faults.ready-seconds"), ("first list after a kill, median", "faults.ready-seconds-median"));
    }

    /// <summary>Kills a shop's server some times over; where <paramref name="ready"/> is given a list is asked for first, and it takes the seconds until that was answered.</summary>
    private static (long Lost, long Doubled, long Acknowledged) Kill(string folder, int times, SplitMix64 chance, List<double>? ready)
    {
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        for (var time = 0; time < times; time++)
        {
            var load = new EventLoad(Connections, Batch, (50_000, 5_000), string.Create(CultureInfo.InvariantCulture, $"k{time}"));
            using var server = LiveServer.Start(folder);
            ready?.Add(server.SecondsToAnswer($"/api/v1/users/{chance.NextInt32(LargeUsers)}/recommendations?log_shown=false", "\"item_id\""));
            var asking = new HttpLoad(server.Address, Connections, MostPosts) { EndsWithServer = true }.Run(load, 0, 30);
            Task.Delay(50 + chance.NextInt32(400)).Wait();
            server.Kill();
            asking.Wait();
            acknowledged.UnionWith(load.Acknowledged);
        }
        return Judge(folder, acknowledged);
    }

    private static (long Lost, long Doubled, long Acknowledged) Judge(string folder, HashSet<string> acknowledged)
    {
        Workspace.Open(folder, TimeProvider.System).Dispose(); // takes over what the last kill left in the journal
        using var database = new DuckDBConnection($"DataSource={Path.Combine(folder, "shop.duckdb")}");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = "SELECT event_id FROM event_details WHERE event_id IS NOT NULL";
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        var (held, doubled) = (new HashSet<string>(StringComparer.Ordinal), 0L);
        while (reader.Read())
            doubled += held.Add(reader.GetString(0)) ? 0 : 1;
        return (acknowledged.Count(id => !held.Contains(id)), doubled, acknowledged.Count);
    }

    private static void Fill(string folder, BenchmarkRun run)
    {
        run.Say($"{LargeEvents:N0} events are imported");
        var (path, chance, now) = (Path.Combine(run.Scratch, "large.csv"), SplitMix64.Stream(4, "large"), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        using (var file = File.CreateText(path))
        {
            file.WriteLine("user_id,item_id,kind,time");
            for (var place = 0; place < LargeEvents; place++)
                file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{chance.NextInt32(LargeUsers)},{(int)(Math.Pow(chance.NextDouble(), 3) * LargeItems)},{(place % 20 == 0 ? "purchase" : "view")},{now - 3600 - ((long)(LargeEvents - place) * 2_600_000 / LargeEvents)}"));
        }
        using var shop = Mine.Init(folder, new() { Threads = 2, MemoryLimitGb = 1 });
        shop.Workspace.Log.Import(new("csv", path));
        File.Delete(path);
        var version = shop.Models.Save(new() { Task = "recommend", Algorithm = "popular", Data = "synthetic", Split = "none" }, writer =>
        {
            writer.Ids("users", []);
            writer.Ids("items", [.. Enumerable.Range(0, LargeItems).Select(item => item.ToString(CultureInfo.InvariantCulture))]);
            writer.Array<float>("scores", [.. Enumerable.Range(0, LargeItems).Select(item => 1f / (item + 1))]);
        });
        shop.Models.Publish(Aliases.Recommend, version, "benchmark");
    }
}
