using System.Globalization;
using Taojin.Mining.Evaluation;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Purchase;

/// <summary>The whole job in one process, from a CSV on disk to probabilities, beside the usual Python pipeline on the same rows.</summary>
internal sealed class MainJob : IBenchmark
{
    private const double Events = 2e6, Large = 1e7;
    private const int Repeats = 3;

    public string Name => "main-job";

    public string Title => "A log in, purchase probabilities out, beside pandas and PyTorch; then ten million events alone";

    public void Run(BenchmarkRun run)
    {
        if (PeerLog.Python(run) is not { } python || run.Peer("seed_pipeline.py") is not { } pipeline || PeerLog.Make(run, python, Events) is not { } log)
            return;
        var test = Path.Combine(run.Scratch, "TEST.csv");
        var quick = Peer(run, (python, pipeline, log, test), 1024);
        var written = Peer(run, (python, pipeline, log, test), 32);
        var ours = Enumerable.Range(0, Repeats).Select(repeat => Ours(run, log, test)).OrderBy(each => each.Cost.Seconds).ToArray();
        var middle = ours[Repeats / 2].Cost;
        Ratio(run, "main-job.speedup-vs-batch32", written.Seconds, ours);
        Ratio(run, "main-job.speedup-vs-batch1024", quick.Seconds, ours);
        run.Add(new("main-job.seconds", middle.Seconds, "s", "lower") { Low = ours[0].Cost.Seconds, High = ours[^1].Cost.Seconds, Peer = written.Seconds });
        Quality(run, test, ours[0].Out);
        run.Add(new("main-job.memory-vs-peer", ours.Max(each => each.Cost.PeakGiB) / written.PeakGiB, "of the peer's peak", "lower") { Peer = 1 });
        run.Add(new("main-job.peak-gib", ours.Max(each => each.Cost.PeakGiB), "GiB", "lower") { Peer = written.PeakGiB });
        TenMillion(run, python);
    }

    private static MeasuredProcess Peer(BenchmarkRun run, (string Python, string Pipeline, string Log, string Test) peer, int batch)
    {
        run.Say($"the Python pipeline with batch {batch} …");
        var cost = MeasuredProcess.Run(
            peer.Python, [peer.Pipeline, peer.Log, "10", batch.ToString(CultureInfo.InvariantCulture), peer.Test],
            ("OMP_NUM_THREADS", "1"), ("OPENBLAS_NUM_THREADS", "1"));
        run.Add(new($"main-job.peer.batch{batch}.seconds", cost.Seconds, "s", "lower"));
        run.Say(cost.Output.Trim());
        return cost;
    }

    private static (MeasuredProcess Cost, string Out) Ours(BenchmarkRun run, string log, string pairs)
    {
        var (shop, output) = (Path.Combine(run.Scratch, "shop"), Path.Combine(run.Scratch, "out.csv"));
        if (Directory.Exists(shop))
            Directory.Delete(shop, recursive: true);
        var program = Path.Combine(BenchOptions.Root, "artifacts", "taojin", "taojin");
        var cost = MeasuredProcess.Run(program, ["predict", "--workspace", shop, "--from", $"taobao:{log}", "--pairs", pairs, "--out", output]);
        run.Say(string.Create(CultureInfo.InvariantCulture, $"ours: {cost.Seconds:0.00} s, {cost.PeakGiB:0.00} GiB"));
        return (cost, output);
    }

    private static void Ratio(BenchmarkRun run, string name, double peer, (MeasuredProcess Cost, string Out)[] ours) =>
        run.Add(new(name, peer / ours[Repeats / 2].Cost.Seconds, "times", "higher") { Low = peer / ours[^1].Cost.Seconds, High = peer / ours[0].Cost.Seconds, Peer = 1 });

    private static void Quality(BenchmarkRun run, string test, string output)
    {
        var rows = File.ReadLines(test).Skip(1).Select(line => line.Split(',')).ToArray();
        var said = File.ReadLines(output).Skip(1).Select(line => double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture)).ToArray();
        var labels = rows.Select(row => row[2] == "1").ToArray();
        var peer = ProbabilityEvaluation.Auc(labels, [.. rows.Select(row => double.Parse(row[3], CultureInfo.InvariantCulture))]);
        var ours = ProbabilityEvaluation.Auc(labels, said);
        run.Add(new("main-job.auc", ours, "AUC", "higher") { Peer = peer });
        run.Add(new("main-job.auc-minus-peer", ours - peer, "AUC", "higher") { Peer = 0 });
    }

    private static void TenMillion(BenchmarkRun run, string python)
    {
        if (PeerLog.Make(run, python, Large) is not { } log)
            return;
        var pairs = Path.Combine(run.Scratch, "pairs.csv");
        AskedPairs.Write(log, pairs);
        var (cost, _) = Ours(run, log, pairs);
        run.Add(new("main-job.10m.seconds", cost.Seconds, "s", "lower"));
        run.Add(new("main-job.10m.peak-gib", cost.PeakGiB, "GiB", "lower"));
    }
}
