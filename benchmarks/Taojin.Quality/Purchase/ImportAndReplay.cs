using System.Diagnostics;
using System.Globalization;
using Taojin.Mining.Features;
using Taojin.Quality.Frame;
using Taojin.Storage;
using Taojin.Workflows;

namespace Taojin.Quality.Purchase;

/// <summary>Ten million rows into the durable log, then those events through all features on one thread.</summary>
internal sealed class ImportAndReplay : IBenchmark
{
    private const double Events = 1e7;
    private const int Repeats = 3;

    public string Name => "import";

    public string Title => "Rows a second from CSV into the log, events a second through all features";

    public void Run(BenchmarkRun run)
    {
        if (PeerLog.Python(run) is not { } python || PeerLog.Make(run, python, Events) is not { } log)
            return;
        var rates = new List<double>();
        for (var repeat = 0; repeat < Repeats; repeat++)
            rates.Add(Import(run, log, Path.Combine(run.Scratch, string.Create(CultureInfo.InvariantCulture, $"shop{repeat}"))));
        Note(run, "import.csv.rows-per-second", rates, "rows/s");
        Replay(run, Path.Combine(run.Scratch, "shop0"));
    }

    private static double Import(BenchmarkRun run, string log, string folder)
    {
        using var mine = Mine.Init(folder);
        var start = Stopwatch.GetTimestamp();
        var receipt = mine.Workspace.Log.Import(Request(log), null, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        run.Say(string.Create(CultureInfo.InvariantCulture, $"imported {receipt.Accepted:#,0} of {receipt.Read:#,0} rows in {seconds:0.00} s"));
        return receipt.Read / seconds;
    }

    /// <summary>The generator writes no header, so the columns are named.</summary>
    private static SourceRequest Request(string log) => new("csv", log) { Columns = ["user_id", "item_id", "category", "kind", "time"] };

    private static void Replay(BenchmarkRun run, string folder)
    {
        using var mine = Mine.Open(folder);
        var log = mine.Workspace.Log.Read();
        var rates = new List<double>();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var replay = new FeatureReplay(log.Items, mine.Features);
            var start = Stopwatch.GetTimestamp();
            replay.ObserveRange(log, 0, log.Count, threads: 1);
            rates.Add(log.Count / Stopwatch.GetElapsedTime(start).TotalSeconds);
            run.Say(string.Create(CultureInfo.InvariantCulture, $"replayed {log.Count:#,0} events through {replay.Columns.Count} columns: {rates[^1]:#,0} a second"));
        }
        Note(run, "replay.events-per-second", rates, "events/s");
    }

    private static void Note(BenchmarkRun run, string name, List<double> rates, string unit)
    {
        rates.Sort();
        run.Add(new(name, rates[rates.Count / 2], unit, "higher") { Low = rates[0], High = rates[^1] });
    }
}
