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
    private const int EventsPerSecond = 10_000, EventsPerBatch = 100, AnswersPerSecond = 100, Seconds = 60, Users = 100_000, Items = 10_000, ComparedParts = 8, UsersOfPart = 4;
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
        var log = new LiveTraffic();
        var (sent, asked) = (SendAsync(cluster.Shop, log), AskAsync(cluster.Shop, log));
        await Task.Delay(TimeSpan.FromSeconds(10));
        await AllAnswerAsync(cluster.Shop);
        await Task.Delay(TimeSpan.FromSeconds(5));

        log.Strike(cluster[0].Kill);
        var afterKill = await AllAnswerAsync(cluster.Shop);
        log.Recover();
        run.Say(string.Create(CultureInfo.InvariantCulture, $"killed: all partitions answered after {afterKill:0.0} s"));
        log.Strike(cluster[1].CutOff);
        var afterCut = await AllAnswerAsync(cluster.Shop);
        log.Recover();
        run.Say(string.Create(CultureInfo.InvariantCulture, $"cut off: all partitions answered after {afterCut:0.0} s"));
        cluster[1].Return(); // it learns that it was given up, and ends; whoever watches it starts it anew
        await cluster.AddNodeAsync();
        var afterReturn = await AllAnswerAsync(cluster.Shop);
        await Task.WhenAll(sent, asked);
        await JudgeAsync(run, (cluster.Shop, store), log);
        run.Add(new("cluster.recovery-seconds", Math.Max(afterKill, afterCut), "s", "lower"));
        Write(run, log, new(afterKill, afterCut, afterReturn, cluster[1].HasCable));
    }

    private static async Task JudgeAsync(BenchmarkRun run, (ClusterShop Shop, string Store) over, LiveTraffic log)
    {
        run.Add(new("cluster.events-acknowledged", log.Acknowledged.Count, "events", "higher"));
        run.Add(new("cluster.events-per-second", log.Acknowledged.Count / log.Seconds, "events/s", "higher"));
        run.Add(new("cluster.calls-tried-again-share", log.Appends.Share, "share", "lower"));
        run.Add(new("cluster.failover-append-error-share", log.Appends.StruckShare, "share", "lower"));
        run.Add(new("cluster.failover-answer-error-share", log.Answers.StruckShare, "share", "lower"));
        using var partitions = PartitionedLog.Open(over.Store, TimeProvider.System);
        var held = PostgresServer.Query(over.Store, "SELECT event_id FROM events").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var there = held.ToHashSet(StringComparer.Ordinal);
        run.Add(new("cluster.acknowledged-lost", log.Acknowledged.Count(id => !there.Contains(id)), "events", "lower"));
        run.Add(new("cluster.acknowledged-doubled", held.Length - there.Count, "events", "lower"));
        run.Add(new("cluster.features-differing", await DifferingAsync(over.Shop, partitions), "values", "lower"));
    }

    /// <summary>Compares what partitions say of some users with what the log says when it is read from the beginning.</summary>
    /// <returns>Values of which a bit differs.</returns>
    private static async Task<int> DifferingAsync(ClusterShop shop, PartitionedLog log)
    {
        var differing = 0;
        foreach (var users in Enumerable.Range(0, Users).Select(user => UserOf(user)).GroupBy(UserPart.Of).OrderBy(part => part.Key).Where(part => part.Key % ComparedParts == 0))
        {
            var (whole, asked) = (new PartitionState(new()), Start + TimeSpan.FromDays(1));
            whole.Observe((await log.ReadAsync(users.Key, null)).Events, new Dictionary<string, string>());
            foreach (var user in users.Take(UsersOfPart))
            {
                var expected = new float[whole.Columns.Count];
                whole.Read(user, (ItemOf(0), null), asked, expected);
                var told = await shop.FeaturesAsync(user, [ItemOf(0)], (asked, Patience));
                differing += told.Zip(expected).Count(pair => BitConverter.SingleToInt32Bits(pair.First) != BitConverter.SingleToInt32Bits(pair.Second));
            }
        }
        return differing;
    }

    /// <summary>Sends at a steady pace, whatever becomes of the calls; an event counts as acknowledged when its call has returned.</summary>
    private static async Task SendAsync(ClusterShop shop, LiveTraffic log)
    {
        var start = TimeProvider.System.GetTimestamp();
        await AtPaceAsync(EventsPerSecond / EventsPerBatch, batch => SendAsync(shop, batch, log));
        log.Seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task SendAsync(ClusterShop shop, int batch, LiveTraffic log)
    {
        var events = Enumerable.Range(batch * EventsPerBatch, EventsPerBatch).Select(Event).ToArray();
        var states = await shop.AppendAsync(events, Patience, () => log.Appends.Note(isFailed: true, log.IsStruck));
        log.Appends.Note(isFailed: false, log.IsStruck);
        log.Take(events.Where((_, place) => states[place] is EventState.Accepted or EventState.Duplicate).Select(each => each.EventId!));
    }

    /// <summary>Asks for the features of one user after another, beside the events.</summary>
    private static Task AskAsync(ClusterShop shop, LiveTraffic log) => AtPaceAsync(AnswersPerSecond, async number =>
    {
        await shop.FeaturesAsync(UserOf(number * 104_729L), [ItemOf(number)], (Start, Patience), () => log.Answers.Note(isFailed: true, log.IsStruck));
        log.Answers.Note(isFailed: false, log.IsStruck);
    });

    private static async Task AtPaceAsync(int perSecond, Func<int, Task> call)
    {
        var (clock, calls) = (TimeProvider.System, new List<Task>());
        var start = clock.GetTimestamp();
        for (var number = 0; number < Seconds * perSecond; number++)
        {
            var due = TimeSpan.FromSeconds(number / (double)perSecond) - clock.GetElapsedTime(start);
            if (due > TimeSpan.Zero)
                await Task.Delay(due);
            calls.Add(call(number));
        }
        await Task.WhenAll(calls);
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
        UserId = UserOf(number * 7919L),
        ItemId = ItemOf(number * 104_729L),
        Kind = number % 20 == 0 ? EventKind.Purchase : EventKind.View,
        Time = Start + TimeSpan.FromMicroseconds(number * 100),
    };

    private static string UserOf(long number) => string.Create(CultureInfo.InvariantCulture, $"u{number % Users}");

    private static string ItemOf(long number) => string.Create(CultureInfo.InvariantCulture, $"i{number % Items}");

    private static void Write(BenchmarkRun run, LiveTraffic log, Recovery after) => ResultsPage.Write("cluster-live", string.Create(CultureInfo.InvariantCulture, $"""
        ## Live events through three nodes of which two fail

        `./bench cluster --only live`: {EventsPerSecond:#,0} events a second for {Seconds} s in batches of {EventsPerBatch}, PostgreSQL with fsync on the same machine, {UserPart.Count:#,0} partitions. One node is killed (SIGKILL); another {(after.HasCable ? "stands in a network namespace of its own, as they all do, and its cable is pulled" : "is stopped where it stands (SIGSTOP)")} until the others have given it up; then it comes back, learns that, ends and is replaced. The list of members is in the same PostgreSQL.

        | what | measured |
        |---|---:|
        | events acknowledged | {log.Acknowledged.Count:#,0} ({log.Acknowledged.Count / log.Seconds:#,0} a second) |
        | acknowledged and lost | {run.ValueOf("cluster.acknowledged-lost"):0} |
        | acknowledged and there twice | {run.ValueOf("cluster.acknowledged-doubled"):0} |
        | calls with events that failed and were sent again, of all 60 s | {100 * log.Appends.Share:0.0} % |
        | of those between a blow and the recovery from it | {100 * log.Appends.StruckShare:0.0} % of {log.Appends.Struck:#,0} |
        | calls for features ({AnswersPerSecond} a second) that failed between a blow and the recovery | {100 * log.Answers.StruckShare:0.0} % of {log.Answers.Struck:#,0} |
        | features of {UserPart.Count / ComparedParts * UsersOfPart:#,0} users that differ from a replay of the log at the end | {run.ValueOf("cluster.features-differing"):0} values |
        | all partitions answer after the kill | {after.Kill:0.0} s |
        | all partitions answer after the cut | {after.Cut:0.0} s |
        | all partitions answer after a new node came | {after.Return:0.0} s |

        """));

    /// <summary>Seconds until all partitions answered after each blow, and whether the cut was one of a network.</summary>
    private sealed record Recovery(double Kill, double Cut, double Return, bool HasCable);
}
