using System.Globalization;
using Taojin.Cluster.Live;
using Taojin.Mining.Recommendation;
using Taojin.Quality.Frame;
using Taojin.Quality.Speed;
using Taojin.Storage.Postgres;
using Taojin.Testing.Servers;

namespace Taojin.Quality.Cluster;

/// <summary>Measures what an event, a user, an item, a list and an interaction cost, and plans a billion events of a hundred million users from it.</summary>
internal sealed class PlanPart : IClusterPart
{
    private const int Events = 400_000, Warm = 40_000;
    private static readonly PlannedLog Log = new(Users: 20_000, Items: 2_000, Count: 100_000);
    private static readonly PlannedShop Shop = new(1_000_000_000, 100_000_000, 1_000_000, 10_000);
    private static readonly int[] Nodes = [2, 4, 8, 16, 32, 64];

    public string Name => "plan";

    public async Task RunAsync(BenchmarkRun run)
    {
        if (PostgresServer.WhyMissing is { } why)
        {
            run.Skip(Name, why);
            return;
        }
        var (bytesPerUser, foldSeconds) = Folded();
        var costs = new UnitCosts { StateBytesPerUser = bytesPerUser, FoldSeconds = foldSeconds, FitSeconds = FitSeconds(), ItemStateBytes = ItemCosts.StateBytes(), ItemVectorBytes = ItemCosts.VectorBytes() };
        using var postgres = PostgresServer.Start("");
        var store = postgres.NewDatabase();
        var (bytesPerEvent, appendSeconds) = await AppendedAsync(store);
        var lists = await ListCosts.OfAsync(Path.Combine(run.Scratch, "plan"), (postgres, store), Log);
        costs = costs with { Replay = await ReplayCosts.OfAsync(postgres), LogBytesPerEvent = bytesPerEvent, AppendSeconds = appendSeconds, Lists = lists };
        foreach (var (name, value, unit) in Figures(costs))
            run.Add(new($"cluster.plan.{name}", value, unit, "lower"));
        var loads = ClusterPlan.LoadOfPartitions();
        PlanPage.Write((Shop, costs), Events / Log.Users, [.. Nodes.Select(nodes => ClusterPlan.Of(Shop, costs, loads, nodes))]);
    }

    private static (string Name, double Value, string Unit)[] Figures(UnitCosts costs) =>
    [
        ("state-bytes-per-user", costs.StateBytesPerUser, "bytes"),
        ("server-bytes-per-user", costs.Lists.BytesPerUser, "bytes"),
        ("state-bytes-per-item", costs.ItemStateBytes, "bytes"),
        ("vector-bytes-per-item", costs.ItemVectorBytes, "bytes"),
        ("fold-microseconds-per-event", costs.FoldSeconds * 1e6, "CPU µs"),
        ("replay-microseconds-per-event", costs.Replay.NodeSeconds * 1e6, "CPU µs"),
        ("replay-database-microseconds-per-event", costs.Replay.DatabaseSeconds * 1e6, "CPU µs"),
        ("snapshot-bytes-per-user", costs.Replay.SnapshotBytes, "bytes"),
        ("snapshot-megabytes-per-second", ClusterPlan.SnapshotBytesPerSecond(Shop, costs.Replay) / 1e6, "MB/s"),
        ("hear-microseconds-per-event", costs.Lists.HearSeconds * 1e6, "CPU µs"),
        ("log-bytes-per-event", costs.LogBytesPerEvent, "bytes"),
        ("append-microseconds-per-event", costs.AppendSeconds * 1e6, "CPU µs"),
        ("server-microseconds-per-list", costs.Lists.ServerSeconds * 1e6, "CPU µs"),
        ("owner-microseconds-per-list", costs.Lists.OwnerSeconds * 1e6, "CPU µs"),
        ("database-microseconds-per-list", costs.Lists.DatabaseSeconds * 1e6, "CPU µs"),
        ("network-bytes-per-list", costs.Lists.SentBytes, "bytes"),
        ("fit-microseconds-per-interaction", costs.FitSeconds * 1e6, "CPU µs"),
    ];

    private static (double BytesPerUser, double Seconds) Folded()
    {
        var events = Enumerable.Range(0, Events).Select(Log.Event).Select(each => new PartEvent(each.UserId, each.ItemId, each.Kind, each.Time)).ToArray();
        new PartitionState(new()).Observe(events.AsSpan(0, Events / 4).ToArray(), new Dictionary<string, string>()); // warm
        var held = GC.GetTotalMemory(forceFullCollection: true);
        var (state, used) = (new PartitionState(new()), Environment.CpuUsage.TotalTime);
        state.Observe(events, new Dictionary<string, string>());
        var seconds = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - held;
        GC.KeepAlive(state);
        GC.KeepAlive(events);
        return (bytes / (double)Log.Users, seconds / Events);
    }

    /// <summary>Durable events through a node's own way into the log; the processor time is this process's, PostgreSQL's is beside it.</summary>
    private static async Task<(double BytesPerEvent, double Seconds)> AppendedAsync(string store)
    {
        await Log.AppendAsync(store, 0, Warm); // the tables are made
        var (before, used, count) = (Size(store), Environment.CpuUsage.TotalTime, Log.Count - Warm);
        await Log.AppendAsync(store, Warm, count);
        return ((Size(store) - before) / count, (Environment.CpuUsage.TotalTime - used).TotalSeconds / count);
    }

    private static double Size(string store) => double.Parse(PostgresServer.Query(store, "SELECT pg_database_size(current_database())"), CultureInfo.InvariantCulture);

    private static double FitSeconds()
    {
        var options = new ImplicitAlsOptions { Factors = 64, Epochs = 2, Solver = AlsMethod.ConjugateGradient };
        var data = SyntheticShop.Of(100_000, 10_000, 20);
        var used = Environment.CpuUsage.TotalTime;
        _ = new ImplicitAls(options).Fit(data, new() { Threads = 2 });
        return (Environment.CpuUsage.TotalTime - used).TotalSeconds / data.Matrix.EntryCount / options.Epochs;
    }
}
