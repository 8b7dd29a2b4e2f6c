using System.Diagnostics;
using System.Globalization;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Live;

/// <summary>What a server answers of a shop of a million users and a hundred thousand items, from a load on the same machine, beside Kestrel that answers nothing.</summary>
internal sealed class Serve : IBenchmark
{
    private const int Connections = 12, EventConnections = 2;

    public string Name => "serve";

    public string Title => "lists and predictions over HTTP: 1 M users × 100 k items × 64 factors";

    public void Run(BenchmarkRun run)
    {
        Bare(run);
        var folder = Path.Combine(run.Scratch, "shop");
        ServedShop.Make(folder, run);
        using (var server = LiveServer.Start(folder))
        {
            run.Add(new("serve.ready-seconds", server.ReadySeconds, "s", "lower"));
            var start = Stopwatch.GetTimestamp();
            server.WaitUntilIdle();
            run.Add(new("serve.prepare-lists-seconds", Stopwatch.GetElapsedTime(start).TotalSeconds, "s", "lower"));
            Lists(run, server);
        }
        ServedShop.PublishPurchaseModel(folder, run);
        using var predicting = LiveServer.Start(folder);
        run.Add(new("serve.ready-from-snapshot-seconds", predicting.ReadySeconds, "s", "lower"));
        Measure(run, "serve.prediction", predicting, Wish("predictions", predicting, ""));
        run.Add(new("serve.predicting.working-set-gib", predicting.WorkingSetGiB, "GiB", "lower"));
        LiveSection.Write(run, "serve", Words, Rows);
    }

    private static string Words =>
        $"## Lists and predictions over HTTP\n\n`./bench serve`: {ServedShop.Users:#,0} users, {ServedShop.Items:#,0} items, 64 factors, lists of ten by two filters with reasons, each written down durably before it is answered, as a shop runs it; {Connections} connections from the same two cores, a client of one thread. Of ten lists two follow an event of the same user, which is posted on the same connection and not counted. Processor time is per request of any kind, so it tells more than rates do on a machine that does something else too.";

    private static IReadOnlyList<(string, string)> Rows =>
    [
        ("lists a second", "serve.top10.requests-per-second"), ("answered after, 99th percentile", "serve.top10.p99-ms"), ("answered after, median", "serve.top10.p50-ms"),
        ("processor time of the server", "serve.top10.server-cpu-us"), ("processor time of the client", "serve.top10.client-cpu-us"),
        ("events a second beside it", "serve.top10-with-events.events-per-second"), ("lists a second then", "serve.top10-with-events.requests-per-second"), ("answered then after, 99th percentile", "serve.top10-with-events.p99-ms"),
        ("lists a second that leave no trace (`log_shown=false`)", "serve.top10-not-logged.requests-per-second"), ("answered then after, 99th percentile", "serve.top10-not-logged.p99-ms"),
        ("working set after all that", "serve.working-set-gib"), ("working set of a server that also predicts, after the predictions", "serve.predicting.working-set-gib"), ("lists of all users made after", "serve.prepare-lists-seconds"),
        ("predictions a second, with reasons", "serve.prediction.requests-per-second"), ("predicted after, 99th percentile", "serve.prediction.p99-ms"), ("processor time of the server for one", "serve.prediction.server-cpu-us"),
        ("ready after the start, no snapshot", "serve.ready-seconds"), ("ready after the start with features for predictions, from a snapshot", "serve.ready-from-snapshot-seconds"),
        ("Kestrel that answers as many bytes and does nothing", "serve.bare-kestrel.requests-per-second"),
    ];

    private static void Bare(BenchmarkRun run)
    {
        using var bare = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["--bare", "8699"]))!;
        Task.Delay(2000).Wait();
        var result = LoadChild.Start(new("path", 8699, Connections) { Seconds = 6 }).Result.Result;
        bare.Kill();
        bare.WaitForExit();
        Note(run, "serve.bare-kestrel", result);
    }

    private static void Lists(BenchmarkRun run, LiveServer server)
    {
        var lists = Wish("lists", server, "?n=10&placement=home");
        Measure(run, "serve.top10", server, lists);
        var events = LoadChild.Start(new("events", server.Address.Port, EventConnections) { EventsAPost = 50, MostPerSecond = 100, WarmSeconds = 2, Seconds = 18, Users = ServedShop.Users, Items = ServedShop.Items });
        Measure(run, "serve.top10-with-events", server, lists);
        run.Add(new("serve.top10-with-events.events-per-second", events.Result.Result.PerSecond * 50, "events/s", "higher"));
        Measure(run, "serve.top10-not-logged", server, Wish("lists", server, "?n=10&placement=home&log_shown=false"));
        run.Add(new("serve.working-set-gib", server.WorkingSetGiB, "GiB", "lower"));
    }

    /// <summary>Runs a load; besides what it came to, what one request of it costs either side in time of the processor, which a busy machine changes less.</summary>
    private static void Measure(BenchmarkRun run, string name, LiveServer server, LoadWish wish)
    {
        var before = server.CpuSeconds;
        var result = LoadChild.Start(wish).Result.Result;
        Note(run, name, result);
        run.Add(new($"{name}.server-cpu-us", (server.CpuSeconds - before) / result.All * 1e6, "µs a request", "lower"));
        run.Add(new($"{name}.client-cpu-us", result.ClientSeconds / result.All * 1e6, "µs a request", "lower"));
    }

    private static LoadWish Wish(string kind, LiveServer server, string path) =>
        new(kind, server.Address.Port, Connections) { Path = path, Users = ServedShop.Users, Items = ServedShop.Items, WarmSeconds = 5, Seconds = 12 };

    private static void Note(BenchmarkRun run, string name, LoadResult result)
    {
        run.Add(new(string.Create(CultureInfo.InvariantCulture, $"{name}.requests-per-second"), result.PerSecond, "requests/s", "higher"));
        run.Add(new(string.Create(CultureInfo.InvariantCulture, $"{name}.p50-ms"), result.P50, "ms", "lower"));
        run.Add(new(string.Create(CultureInfo.InvariantCulture, $"{name}.p99-ms"), result.P99, "ms", "lower"));
    }
}
