using System.Globalization;
using Taojin.Cluster.Live;
using Taojin.Data;
using Taojin.Mining.Recommendation;
using Taojin.Quality.Frame;
using Taojin.Quality.Speed;
using Taojin.Storage;
using Taojin.Storage.Postgres;
using Taojin.Testing.Servers;

namespace Taojin.Quality.Cluster;

/// <summary>Measures what an event, a user and an interaction cost, and plans a billion events of a hundred million users from it.</summary>
internal sealed class PlanPart : IClusterPart
{
    private const int Users = 20_000, Items = 2_000, Events = 400_000, Sent = 100_000, EventsPerBatch = 500;
    private static readonly Instant Start = Instant.OfSeconds(1_780_000_000);
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
        var (bytesPerEvent, appendSeconds) = await AppendedAsync();
        var costs = new UnitCosts(bytesPerUser, foldSeconds, bytesPerEvent, appendSeconds, FitSeconds());
        run.Add(new("cluster.plan.state-bytes-per-user", costs.StateBytesPerUser, "bytes", "lower"));
        run.Add(new("cluster.plan.fold-microseconds-per-event", costs.FoldSeconds * 1e6, "CPU µs", "lower"));
        run.Add(new("cluster.plan.log-bytes-per-event", costs.LogBytesPerEvent, "bytes", "lower"));
        run.Add(new("cluster.plan.append-microseconds-per-event", costs.AppendSeconds * 1e6, "CPU µs", "lower"));
        run.Add(new("cluster.plan.fit-microseconds-per-interaction", costs.FitSeconds * 1e6, "CPU µs", "lower"));
        var loads = ClusterPlan.LoadOfPartitions();
        Write(costs, [.. Nodes.Select(nodes => ClusterPlan.Of(Shop, costs, loads, nodes))]);
    }

    private static (double BytesPerUser, double Seconds) Folded()
    {
        var events = Enumerable.Range(0, Events).Select(number => Event(number)).Select(each => new PartEvent(each.UserId, each.ItemId, each.Kind, each.Time)).ToArray();
        _ = new PartitionState(new()).TryObserve(events.AsSpan(0, Events / 4).ToArray(), new Dictionary<string, string>()); // warm
        var held = GC.GetTotalMemory(forceFullCollection: true);
        var (state, used) = (new PartitionState(new()), Environment.CpuUsage.TotalTime);
        state.TryObserve(events, new Dictionary<string, string>());
        var seconds = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - held;
        GC.KeepAlive(state);
        GC.KeepAlive(events);
        return (bytes / (double)Users, seconds / Events);
    }

    /// <summary>Durable events through a node's own way into the log; the processor time is this process's, PostgreSQL's is beside it.</summary>
    private static async Task<(double BytesPerEvent, double Seconds)> AppendedAsync()
    {
        using var postgres = PostgresServer.Start("");
        var store = postgres.NewDatabase();
        using var log = PartitionedLog.Open(store, TimeProvider.System);
        var (before, used) = (Size(store), Environment.CpuUsage.TotalTime);
        for (var start = 0; start < Sent; start += EventsPerBatch)
            await log.AppendAsync([.. Enumerable.Range(start, EventsPerBatch).Select(Event)]);
        return ((Size(store) - before) / Sent, (Environment.CpuUsage.TotalTime - used).TotalSeconds / Sent);
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

    private static NewEvent Event(int number) => new()
    {
        EventId = string.Create(CultureInfo.InvariantCulture, $"e{number}"),
        UserId = string.Create(CultureInfo.InvariantCulture, $"u{number * 7919L % Users}"),
        ItemId = string.Create(CultureInfo.InvariantCulture, $"i{number * 104_729L % Items}"),
        Kind = number % 20 == 0 ? EventKind.Purchase : EventKind.View,
        Time = Start + TimeSpan.FromMilliseconds(number),
    };

    private static void Write(UnitCosts costs, PlannedNodes[] plans) => ResultsPage.Write("cluster-plan", string.Create(CultureInfo.InvariantCulture, $"""
        ## A plan to a billion events of a hundred million users

        `./bench cluster --only plan`: unit costs measured on this machine, users laid over partitions and partitions over nodes by simulation (activity log-normal, σ 1.5). Nothing of this size was run.

        | unit | measured |
        |---|---:|
        | live state of a user in memory ({Events / Users} events each) | {costs.StateBytesPerUser:#,0} bytes |
        | folding an event | {costs.FoldSeconds * 1e6:0.0} CPU µs |
        | an event in PostgreSQL, indexes included | {costs.LogBytesPerEvent:#,0} bytes |
        | an event made durable, without PostgreSQL's own work | {costs.AppendSeconds * 1e6:0.0} CPU µs |
        | factorisation (64 factors, conjugate gradients), an interaction and epoch | {costs.FitSeconds * 1e6:0.00} CPU µs |

        {Shop.Events:#,0} events, {Shop.Users:#,0} users, {Shop.Items:#,0} items; the log takes {Shop.Events * costs.LogBytesPerEvent / (1L << 30):#,0} GiB of PostgreSQL. {Shop.EventsPerSecond:#,0} events a second need {Shop.EventsPerSecond * (costs.AppendSeconds + costs.FoldSeconds):0.0} cores of all nodes and {Shop.EventsPerSecond * costs.LogBytesPerEvent / 1e6:0.0} MB a second of the database's disk. Nodes have two cores; money is {ClusterPlan.DollarsPerCoreHour} $ a core and hour and {ClusterPlan.DollarsPerGibHour} $ a GiB and hour, the database not counted.

        | nodes | state, one node lost (GiB a node) | vectors while fitting (GiB a node) | busiest by mean | whole replay (s) | fit, 6 epochs (min of computing) | sent a sweep of both sides (GiB) | $ a month |
        |---:|---:|---:|---:|---:|---:|---:|---:|
        {string.Join('\n', plans.Select(plan => string.Create(CultureInfo.InvariantCulture, $"| {plan.Nodes} | {plan.StateGib:0.0} | {plan.FactorGib:0.0} | {plan.Imbalance:0.00} | {plan.ReplaySeconds:#,0} | {plan.FitMinutes:0.0} | {plan.SentGib:0} | {plan.DollarsPerMonth:#,0} |")))}

        **Where it breaks first:** not at events or state, which part evenly. Each node holds both sides of a factorisation twice, {plans[0].FactorGib:0} GiB however many nodes there are, and sends its share to all others: beyond some tens of millions of users the sides must be parted too, or users be folded in without being fitted. Next is the one database: its size, and its one writer a node.

        """));
}
