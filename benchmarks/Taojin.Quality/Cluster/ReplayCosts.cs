using System.Globalization;
using Taojin.Cluster.Live;
using Taojin.Storage.Postgres;
using Taojin.Testing.Servers;

namespace Taojin.Quality.Cluster;

/// <summary>What it costs to build a partition anew from PostgreSQL, and to keep and take up its snapshot.</summary>
/// <param name="NodeSeconds">Processor seconds of a node to read an event from PostgreSQL and fold it.</param>
/// <param name="DatabaseSeconds">Processor seconds of PostgreSQL for that.</param>
/// <param name="SnapshotBytes">Bytes of a snapshot for each user.</param>
/// <param name="KeepSeconds">Seconds on the clock to write and keep a snapshot, for each of its bytes.</param>
/// <param name="TakeSeconds">Seconds on the clock to take a snapshot up again, for each of its bytes.</param>
internal sealed record ReplayCosts(double NodeSeconds, double DatabaseSeconds, double SnapshotBytes, double KeepSeconds, double TakeSeconds)
{
    private const int Part = 7, Users = 20_000, Events = 400_000, Items = 2_000;

    /// <summary>One partition of users with twenty events each, in a database of its own.</summary>
    public static async Task<ReplayCosts> OfAsync(PostgresServer postgres)
    {
        var store = postgres.NewDatabase();
        using var log = PartitionedLog.Open(store, TimeProvider.System);
        PostgresServer.Query(store, string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO events (part, user_id, item_id, kind, time, import_id, detailed)
            SELECT {Part}, 'u' || number * 7919::bigint % {Users}, 'i' || number * 104729::bigint % {Items}, 1, 1790000000000000 + number, 0, FALSE FROM generate_series(1, {Events}) AS number;
            ANALYZE events;
            """));
        await new PartitionTail(Part, log, int.MaxValue).CatchUpAsync(); // warm
        var (clock, tail) = (TimeProvider.System, new PartitionTail(Part, log, int.MaxValue));
        var (own, database) = (Environment.CpuUsage.TotalTime, postgres.ProcessorTime);
        await tail.CatchUpAsync();
        var (read, served) = (Environment.CpuUsage.TotalTime - own, postgres.ProcessorTime - database);
        var start = clock.GetTimestamp();
        await tail.KeepAsync();
        var kept = clock.GetElapsedTime(start);
        start = clock.GetTimestamp();
        await new PartitionTail(Part, log, int.MaxValue).CatchUpAsync();
        var (taken, bytes) = (clock.GetElapsedTime(start), (await log.StateOfAsync(Part))!.Value.State.LongLength);
        return new(read.TotalSeconds / Events, served.TotalSeconds / Events, bytes / (double)Users, kept.TotalSeconds / bytes, taken.TotalSeconds / bytes);
    }
}
