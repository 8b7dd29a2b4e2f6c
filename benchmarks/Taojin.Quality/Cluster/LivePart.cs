using System.Globalization;
using Taojin.Cluster.Live;
using Taojin.Data;
using Taojin.Quality.Frame;
using Taojin.Storage;
using Taojin.Storage.Postgres;
using Taojin.Testing.Servers;

namespace Taojin.Quality.Cluster;

/// <summary>Ten thousand events a second through three nodes while one is killed and another is cut off, returns and is replaced.</summary>
internal sealed class LivePart : IClusterPart
{
    private const int EventsPerSecond = 10_000, EventsPerBatch = 100, Seconds = 60, Users = 100_000, Items = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly Instant Start = Instant.OfSeconds(1_780_000_000);

    public string Name => "live";

    public async Task RunAsync(BenchmarkRun run)
    {
        if (PostgresServer.WhyMissing is { } why)
        {
            run.Skip(Name, why);
            return;
        }
        using var postgres = PostgresServer.Start(""); // durable: fsync as the server has it by itself
        var store = postgres.NewDatabase();
        await using var cluster = await BenchCluster.StartAsync(3, postgres, store);
        var sent = SendAsync(cluster.Shop);
        await Task.Delay(TimeSpan.FromSeconds(10));
        await AllAnswerAsync(cluster.Shop);
        await Task.Delay(TimeSpan.FromSeconds(5));

        cluster[0].Kill();
        var afterKill = await AllAnswerAsync(cluster.Shop);
        run.Say(string.Create(CultureInfo.InvariantCulture, $"killed: all partitions answered after {afterKill:0.0} s"));
        cluster[1].CutOff();
        var afterCut = await AllAnswerAsync(cluster.Shop);
        run.Say(string.Create(CultureInfo.InvariantCulture, $"cut off: all partitions answered after {afterCut:0.0} s"));
        cluster[1].Return(); // it learns that it was given up, and ends; whoever watches it starts it anew
        await cluster.AddNodeAsync();
        var afterReturn = await AllAnswerAsync(cluster.Shop);
        var log = await sent;
        Judge(run, store, log);
        run.Add(new("cluster.recovery-seconds", Math.Max(afterKill, afterCut), "s", "lower"));
        Write(run, log, new(afterKill, afterCut, afterReturn, cluster[1].HasCable));
    }

    private static void Judge(BenchmarkRun run, string store, SentEvents log)
    {
        run.Add(new("cluster.events-acknowledged", log.Acknowledged.Count, "events", "higher"));
        run.Add(new("cluster.events-per-second", log.Acknowledged.Count / log.Seconds, "events/s", "higher"));
        run.Add(new("cluster.calls-tried-again-share", log.Failed / (double)log.Calls, "share", "lower"));
        using var partitions = PartitionedLog.Open(store, TimeProvider.System);
        var held = PostgresServer.Query(store, "SELECT event_id FROM events").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var there = held.ToHashSet(StringComparer.Ordinal);
        run.Add(new("cluster.acknowledged-lost", log.Acknowledged.Count(id => !there.Contains(id)), "events", "lower"));
        run.Add(new("cluster.acknowledged-doubled", held.Length - there.Count, "events", "lower"));
    }

    /// <summary>Sends at a steady pace, whatever becomes of the calls; an event counts as acknowledged when its call has returned.</summary>
    private static async Task<SentEvents> SendAsync(ClusterShop shop)
    {
        var (log, clock, calls) = (new SentEvents(), TimeProvider.System, new List<Task>());
        var start = clock.GetTimestamp();
        for (var batch = 0; batch < Seconds * EventsPerSecond / EventsPerBatch; batch++)
        {
            var due = TimeSpan.FromSeconds(batch * (double)EventsPerBatch / EventsPerSecond) - clock.GetElapsedTime(start);
            if (due > TimeSpan.Zero)
                await Task.Delay(due);
            calls.Add(SendAsync(shop, batch, log));
        }
        await Task.WhenAll(calls);
        log.Seconds = clock.GetElapsedTime(start).TotalSeconds;
        return log;
    }

    private static async Task SendAsync(ClusterShop shop, int batch, SentEvents log)
    {
        var events = Enumerable.Range(batch * EventsPerBatch, EventsPerBatch).Select(Event).ToArray();
        var states = await shop.AppendAsync(events, Patience, () => log.Fail());
        log.Take(events.Where((_, place) => states[place] is EventState.Accepted or EventState.Duplicate).Select(each => each.EventId!));
    }

    /// <summary>Asks every partition until all have answered.</summary>
    /// <returns>Seconds until the last of them did.</returns>
    private static async Task<double> AllAnswerAsync(ClusterShop shop)
    {
        var start = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, UserPart.Count), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (part, _) => await shop.FiguresAsync(part, Patience));
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    private static NewEvent Event(int number) => new()
    {
        EventId = string.Create(CultureInfo.InvariantCulture, $"e{number}"),
        UserId = string.Create(CultureInfo.InvariantCulture, $"u{number * 7919L % Users}"),
        ItemId = string.Create(CultureInfo.InvariantCulture, $"i{number * 104_729L % Items}"),
        Kind = number % 20 == 0 ? EventKind.Purchase : EventKind.View,
        Time = Start + TimeSpan.FromMicroseconds(number * 100),
    };

    private static void Write(BenchmarkRun run, SentEvents log, Recovery after) => ResultsPage.Write("cluster-live", string.Create(CultureInfo.InvariantCulture, $"""
        ## Live events through three nodes of which two fail

        `./bench cluster --only live`: {EventsPerSecond:#,0} events a second for {Seconds} s in batches of {EventsPerBatch}, PostgreSQL with fsync on the same machine, {UserPart.Count:#,0} partitions. One node is killed (SIGKILL); another {(after.HasCable ? "stands in a network namespace of its own, as they all do, and its cable is pulled" : "is stopped where it stands (SIGSTOP)")} until the others have given it up; then it comes back, learns that, ends and is replaced. The list of members is in the same PostgreSQL.

        | what | measured |
        |---|---:|
        | events acknowledged | {log.Acknowledged.Count:#,0} ({log.Acknowledged.Count / log.Seconds:#,0} a second) |
        | acknowledged and lost | {run.ValueOf("cluster.acknowledged-lost"):0} |
        | acknowledged and there twice | {run.ValueOf("cluster.acknowledged-doubled"):0} |
        | calls that had to be tried again | {100.0 * log.Failed / log.Calls:0.0} % |
        | all partitions answer after the kill | {after.Kill:0.0} s |
        | all partitions answer after the cut | {after.Cut:0.0} s |
        | all partitions answer after a new node came | {after.Return:0.0} s |

        """));

    /// <summary>Seconds until all partitions answered after each blow, and whether the cut was one of a network.</summary>
    private sealed record Recovery(double Kill, double Cut, double Return, bool HasCable);

    /// <summary>What was acknowledged, and how many tries it took.</summary>
    private sealed class SentEvents
    {
        private readonly Lock _turn = new();
        private int _calls, _failed;

        public List<string> Acknowledged { get; } = [];

        public double Seconds { get; set; }

        public int Calls => _calls;

        public int Failed => _failed;

        public void Fail()
        {
            Interlocked.Increment(ref _failed);
            Interlocked.Increment(ref _calls);
        }

        public void Take(IEnumerable<string> ids)
        {
            Interlocked.Increment(ref _calls);
            lock (_turn)
                Acknowledged.AddRange(ids);
        }
    }
}
