using Taojin.Quality.Frame;
using Taojin.Storage;

namespace Taojin.Quality.Live;

/// <summary>How many durable events a second a server takes, from a load on the same machine; then it is killed, and what it acknowledged is counted.</summary>
internal sealed class Ingest : IBenchmark
{
    private const int Connections = 8, Batch = 100;

    public string Name => "ingest";

    public string Title => "live events over HTTP, durable when they are answered";

    public void Run(BenchmarkRun run)
    {
        var folder = Path.Combine(run.Scratch, "shop");
        Workspace.Init(folder, new() { Threads = 2, MemoryLimitGb = 1 }, TimeProvider.System).Dispose();
        long acknowledged;
        using (var server = LiveServer.Start(folder))
        {
            var batches = LoadChild.Start(new("events", server.Address.Port, Connections) { EventsAPost = Batch }).Result;
            run.Add(new("ingest.durable.events-per-second", batches.Result.PerSecond * Batch, "events/s", "higher"));
            run.Add(new("ingest.ack-p99-ms", batches.Result.P99, "ms", "lower"));
            run.Add(new("ingest.ack-p50-ms", batches.Result.P50, "ms", "lower"));
            var single = LoadChild.Start(new("events", server.Address.Port, 32) { EventsAPost = 1, Seconds = 8 }).Result;
            run.Add(new("ingest.single.events-per-second", single.Result.PerSecond, "events/s", "higher"));
            run.Add(new("ingest.single.ack-p99-ms", single.Result.P99, "ms", "lower"));
            run.Add(new("ingest.refused", batches.Result.Refused + single.Result.Refused, "requests", "lower"));
            run.Add(new("ingest.working-set-gib", server.WorkingSetGiB, "GiB", "lower"));
            acknowledged = batches.AcknowledgedEvents + single.AcknowledgedEvents;
            server.Kill();
        }
        using var shop = Workspace.Open(folder, TimeProvider.System);
        var held = shop.Log.Summary().Events;
        run.Add(new("ingest.after-kill.acknowledged-lost", Math.Max(0, acknowledged - held), "events", "lower"));
        LiveSection.Write(run, "ingest", $"## Live events\n\n`./bench ingest`: events over HTTP from the same machine, on disk when they are acknowledged; {Connections} connections post {Batch} at a time, then 32 post one.",
            ("events a second, in batches", "ingest.durable.events-per-second"), ("acknowledged after, 99th percentile", "ingest.ack-p99-ms"), ("acknowledged after, median", "ingest.ack-p50-ms"),
            ("events a second, one at a time", "ingest.single.events-per-second"), ("one acknowledged after, 99th percentile", "ingest.single.ack-p99-ms"), ("refused", "ingest.refused"),
            ("working set of the server", "ingest.working-set-gib"), ("acknowledged and lost after a kill", "ingest.after-kill.acknowledged-lost"));
    }
}
