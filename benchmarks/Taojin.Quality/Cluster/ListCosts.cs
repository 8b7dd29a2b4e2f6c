using System.Globalization;
using Taojin.Cluster.Live;
using Taojin.Mining.Recommendation;
using Taojin.Testing.Servers;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Quality.Cluster;

/// <summary>What a list costs that a server makes after it has asked the owner of its user, and what it costs a server to keep its own copy of the log.</summary>
/// <param name="ServerSeconds">Processor seconds of the server for a list, noted in the log, without HTTP.</param>
/// <param name="OwnerSeconds">Processor seconds of the process that owns the user.</param>
/// <param name="DatabaseSeconds">Processor seconds of PostgreSQL; NaN where it cannot be told.</param>
/// <param name="SentBytes">Bytes between server and owner, both ways; NaN without the program <c>ss</c>.</param>
/// <param name="HearSeconds">Processor seconds of each server for an event that another took.</param>
/// <param name="BytesPerUser">Memory of a server for each user: histories, features of all scopes, prepared lists.</param>
internal sealed record ListCosts(double ServerSeconds, double OwnerSeconds, double DatabaseSeconds, double SentBytes, double HearSeconds, double BytesPerUser)
{
    private const int Lists = 5_000, Length = 10, AtOnce = 32, Heard = 40_000;

    /// <summary>Measures with one server (this process) and one owner (another) over a log that is there.</summary>
    public static async Task<ListCosts> OfAsync(string folder, (PostgresServer Server, string Store) database, PlannedLog log)
    {
        using var mine = Mine.Init(folder, new() { Threads = 2, MemoryLimitGb = 1, Store = database.Store });
        Publish(mine);
        var held = GC.GetTotalMemory(forceFullCollection: true);
        var live = Opened(mine);
        await using var cluster = await BenchCluster.StartAsync(1, database.Store);
        live.Ask(new UserOwners(cluster.Grains, TimeProvider.System) { Patience = TimeSpan.FromSeconds(20) });
        await AskAsync(live, log, (Count: log.Users, IsNoted: false)); // every list is prepared, every partition has its place
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - held) / (double)log.Users;

        var before = Now(cluster, database.Server);
        await AskAsync(live, log, (Lists, IsNoted: true));
        var after = Now(cluster, database.Server);
        if (live.Owners.Away > 0)
            throw new InvalidOperationException($"{live.Owners.Away} lists were made without the owner.");
        return new(
            (after.Own - before.Own).TotalSeconds / Lists, (after.Owner - before.Owner).TotalSeconds / Lists, (after.Database - before.Database).TotalSeconds / Lists,
            (after.Sent - before.Sent) / Lists, await HearAsync(mine, database.Store), bytes);
    }

    private static void Publish(Mine mine)
    {
        var data = Interactions.Of(new Prepare(mine).Run().Log, new BehaviourWeights());
        var model = new ImplicitAls(new() { Factors = 64, Epochs = 1, Solver = AlsMethod.ConjugateGradient }).Fit(data, new() { Threads = 2 });
        mine.Models.Publish(Aliases.Recommend, mine.Models.Save(new() { Task = "recommend", Algorithm = "implicit-als", Data = "synthetic", Split = "none", Weights = new() }, model.Save), "benchmark");
    }

    private static LiveShop Opened(Mine mine) => LiveShop.Open(mine, new Prepare(mine).Run().Log, threads: 2);

    private static Task AskAsync(LiveShop live, PlannedLog log, (int Count, bool IsNoted) lists) => Parallel.ForEachAsync(
        Enumerable.Range(0, lists.Count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (number, _) => await live.RecommendAsync(new(log.UserOf(number), Length, LogShown: lists.IsNoted)));

    /// <summary>Events that somebody else writes, by a program of PostgreSQL's own, until this server has folded the last of them.</summary>
    private static async Task<double> HearAsync(Mine mine, string store)
    {
        var (heard, all) = (0, new TaskCompletionSource());
        mine.Workspace.Log.Follow(events =>
        {
            if ((heard += events.Count) >= Heard)
                all.TrySetResult();
        });
        var used = Environment.CpuUsage.TotalTime;
        await Task.Run(() => PostgresServer.Query(store, Write));
        await all.Task;
        return (Environment.CpuUsage.TotalTime - used).TotalSeconds / Heard;
    }

    /// <summary>As many transactions as servers make of them at some thousands a second.</summary>
    private const string Write = """
        DO $$ BEGIN
            FOR batch IN 0..79 LOOP
                INSERT INTO events (part, user_id, item_id, kind, time, import_id, detailed)
                SELECT number % 1024, 'u' || number % 20000, 'i' || number * 31 % 2000, 1, 1790000000000000 + number, 0, FALSE FROM generate_series(batch * 500, batch * 500 + 499) AS number;
                COMMIT;
                PERFORM pg_sleep(0.05);
            END LOOP;
        END $$
        """;

    private static (TimeSpan Own, TimeSpan Owner, TimeSpan Database, double Sent) Now(BenchCluster cluster, PostgresServer postgres) =>
        (Environment.CpuUsage.TotalTime, cluster[0].ProcessorTime, postgres.ProcessorTime, Sockets.BytesThrough([.. cluster.Nodes.Workers().Append(cluster.Nodes.Self).Select(PortOf)]));

    private static int PortOf(string node) => int.Parse(node[(node.LastIndexOf(':', node.IndexOf('@')) + 1)..node.IndexOf('@')], CultureInfo.InvariantCulture);
}
