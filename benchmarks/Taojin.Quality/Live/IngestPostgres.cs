using System.Globalization;
using System.Text;
using Taojin.Numerics;
using Taojin.Quality.Frame;
using Taojin.Storage;
using Taojin.Testing.Servers;

namespace Taojin.Quality.Live;

/// <summary>Imports and live events of a shop whose store is a PostgreSQL on this machine that flushes to disk, beside the same in DuckDB.</summary>
internal sealed class IngestPostgres : IBenchmark
{
    private const int Rows = 1_000_000, Connections = 8, Batch = 100;

    public string Name => "ingest-postgres";

    public string Title => "a PostgreSQL as the store: imports, live events over HTTP, and the snapshot of them";

    public void Run(BenchmarkRun run)
    {
        if (PostgresServer.WhyMissing is { } why)
        {
            run.Skip("ingest-postgres", why);
            return;
        }
        var file = Written(Path.Combine(run.Scratch, "rows.csv"));
        using var postgres = PostgresServer.Start("-c shared_buffers=256MB -c max_wal_size=4GB");
        foreach (var (name, store) in new[] { ("duckdb", ""), ("postgres", postgres.NewDatabase()) })
        {
            var folder = Path.Combine(run.Scratch, name);
            using (var shop = Workspace.Init(folder, new() { Threads = 2, MemoryLimitGb = 1, Store = store }, TimeProvider.System))
                Import(run, shop, name, file);
            Serve(run, folder, name);
        }
    }

    private static void Import(BenchmarkRun run, Workspace shop, string name, string file)
    {
        var receipt = shop.Log.Import(SourceRequest.Parse("taobao:" + file));
        run.Add(new($"ingest-postgres.{name}.import.rows-per-second", receipt.Read / receipt.Seconds, "rows/s", "higher"));
        var started = TimeProvider.System.GetTimestamp();
        shop.Log.Summary();
        run.Add(new($"ingest-postgres.{name}.first-read-seconds", TimeProvider.System.GetElapsedTime(started).TotalSeconds, "s", "lower"));
    }

    private static void Serve(BenchmarkRun run, string folder, string name)
    {
        long acknowledged;
        using (var server = LiveServer.Start(folder))
        {
            var batches = LoadChild.Start(new("events", server.Address.Port, Connections) { EventsAPost = Batch }).Result;
            run.Add(new($"ingest-postgres.{name}.durable.events-per-second", batches.Result.PerSecond * Batch, "events/s", "higher"));
            run.Add(new($"ingest-postgres.{name}.ack-p50-ms", batches.Result.P50, "ms", "lower"));
            run.Add(new($"ingest-postgres.{name}.ack-p99-ms", batches.Result.P99, "ms", "lower"));
            acknowledged = batches.AcknowledgedEvents;
            server.Kill();
        }
        using var shop = Workspace.Open(folder, TimeProvider.System);
        run.Add(new($"ingest-postgres.{name}.after-kill.acknowledged-lost", Math.Max(0, acknowledged + Rows - shop.Log.Summary().Events), "events", "lower"));
    }

    /// <summary>Views and purchases of 100,000 users and 20,000 items over nine days, drawn evenly.</summary>
    private static string Written(string file)
    {
        var chance = SplitMix64.Stream(7, "ingest-postgres");
        var line = new StringBuilder();
        using var text = File.CreateText(file);
        for (var row = 0; row < Rows; row++)
        {
            line.Clear().Append(CultureInfo.InvariantCulture, $"{chance.NextInt32(100_000)},{chance.NextInt32(20_000)},{chance.NextInt32(200)},{(row % 20 == 0 ? "buy" : "pv")},{1_511_539_200 + (row * 700_000L / Rows)}");
            text.Write(line.Append('\n'));
        }
        return file;
    }
}
