using System.Diagnostics;
using System.Globalization;
using Taojin.Data;
using Taojin.Numerics;
using Taojin.Quality.Frame;
using Taojin.Storage;

namespace Taojin.Quality.Live;

/// <summary>Three times as many clients as keep the server busy, each asking again as soon as it is answered or refused.</summary>
internal sealed class OverloadPart : IFaultPart
{
    private const int Busy = 128;

    public string Name => "overload";

    public void Run(BenchmarkRun run)
    {
        var folder = Path.Combine(run.Scratch, "overload");
        Workspace.Init(folder, new() { Threads = 2, MemoryLimitGb = 1 }, TimeProvider.System).Dispose();
        using var server = LiveServer.Start(folder);
        var usual = Load(server, Busy, 6);
        var flood = Load(server, 3 * Busy, 8);
        var start = Stopwatch.GetTimestamp();
        var after = Load(server, Busy, 1);
        while (after.PerSecond < 0.9 * usual.PerSecond && Stopwatch.GetElapsedTime(start).TotalSeconds < 60)
            after = Load(server, Busy, 1);
        run.Add(new("faults.overload-goodput-share", flood.PerSecond / usual.PerSecond, "of usual", "higher"));
        run.Add(new("faults.overload-refused-share", flood.Refused / (double)(flood.Refused + flood.Requests), "of requests", "lower"));
        run.Add(new("faults.overload-recovered-seconds", Stopwatch.GetElapsedTime(start).TotalSeconds, "s", "lower"));
        LiveSection.Write(run, "faults:overload", $"## Three times the clients\n\n`./bench faults --only overload`: {Busy} connections keep the server busy with posts of ten events; then {3 * Busy}.",
            ("goodput under the flood", "faults.overload-goodput-share"), ("refused with 429 or 503", "faults.overload-refused-share"), ("until it is as usual again", "faults.overload-recovered-seconds"));
    }

    private static LoadResult Load(LiveServer server, int connections, double seconds) =>
        LoadChild.Start(new("events", server.Address.Port, connections) { EventsAPost = 10, WarmSeconds = 1, Seconds = seconds }).Result.Result;
}

/// <summary>A feed of seven days, late, doubled and shuffled, beside the same feed in order: the logs that learning reads must be equal.</summary>
internal sealed class LateFeed : IFaultPart
{
    private const int Events = 100_000;

    public string Name => "feed";

    public void Run(BenchmarkRun run)
    {
        var (chance, now) = (SplitMix64.Stream(7, "feed"), Instant.Of(TimeProvider.System.GetUtcNow()));
        NewEvent[] ordered = [.. Enumerable.Range(0, Events).Select(place => new NewEvent
        {
            EventId = $"e{place}", UserId = $"用户{place % 997}", ItemId = $"i{place % 89}", Kind = (EventKind)(1 + (place % 5)),
            Time = now - TimeSpan.FromSeconds((Events - place) * (7.0 * 86_400 / Events)),
        })];
        var late = ordered.Concat(ordered.Where((_, place) => place % 3 == 0)).OrderBy(_ => chance.NextInt32(int.MaxValue)).ToArray();
        var (one, other) = (Fed(Path.Combine(run.Scratch, "ordered"), ordered), Fed(Path.Combine(run.Scratch, "late"), late));
        run.Add(new("faults.late-feed-differences", one.Count == other.Count ? one.Zip(other).Count(pair => pair.First != pair.Second) : Math.Abs(one.Count - other.Count), "events", "lower"));
        LiveSection.Write(run, "faults:feed", $"## A late feed\n\n`./bench faults --only feed`: {Events:#,0} events of seven days, shuffled and a third of them twice, against the same feed in order.", ("events that differ", "faults.late-feed-differences"));
    }

    private static List<string> Fed(string folder, NewEvent[] feed)
    {
        using (var shop = Workspace.Init(folder, new() { Threads = 2, MemoryLimitGb = 1 }, TimeProvider.System))
            foreach (var call in feed.Chunk(500))
                shop.Log.Append(call);
        using var again = Workspace.Open(folder, TimeProvider.System);
        var log = again.Log.Read();
        return [.. Enumerable.Range(0, log.Count).Select(place => string.Create(CultureInfo.InvariantCulture, $"{log.Time[place].Microseconds} {log.Users.IdAt(log.User[place])} {log.Items.Ids.IdAt(log.Item[place])} {log.Kind[place]}"))];
    }
}
