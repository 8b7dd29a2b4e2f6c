using System.Diagnostics;
using System.Globalization;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Torch.Sequences;
using Taojin.Quality.Frame;
using Taojin.Quality.Purchase;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Deep;

/// <summary>
/// Seconds of an epoch on Amazon Beauty, 64 wide and 50 long, beside the same network, batch, loss and negatives in PyTorch the usual way: padded
/// sequences and one dense table of item vectors. Both with all threads, in turns, the median of the epochs after the first.
/// </summary>
internal sealed class SequenceSpeed : IDeepPart
{
    private const int Turns = 2, Epochs = 3;

    public string Name => "sequence-speed";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("amazon-beauty/Beauty.txt.gz") is not { } path || PeerLog.Python(run) is not { } python)
            return;
        var script = Path.Combine(BenchOptions.Root, "benchmarks", "peers", "sequence_epoch.py");
        var past = LeaveLastOut.Test(PublishedSets.Sequences(path)).Past;
        var (ours, peers) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            ours.AddRange(Ours(past));
            peers.AddRange(Peer(python, script, path));
        }
        var (mine, peer) = (Median(ours), Median(peers));
        run.Add(new("beauty.sequence-transformer.epoch-seconds", mine, "s", "lower") { Low = ours.Min(), High = ours.Max(), Peer = peer });
        run.Add(new("beauty.sequence-transformer.epoch-speedup-vs-peer", peer / mine, "times", "higher") { Low = peers.Min() / ours.Max(), High = peers.Max() / ours.Min(), Peer = 1 });
        ResultsPage.Write("quality:sequence-speed", FormattableString.Invariant(
            $"## An epoch of the sequence transformer\n\nAmazon Beauty, all but the last item, one block, 64 wide, 50 long, batches of 128, 256 shared negatives, {Environment.ProcessorCount} threads: **{mine:0.00} s** ({ours.Min():0.00}–{ours.Max():0.00}) against **{peer:0.0} s** ({peers.Min():0.0}–{peers.Max():0.0}) of PyTorch with padded sequences and a dense table of item vectors, {peer / mine:0.0} times as fast. Ours puts sequences of like length together and moves only the vectors that a step touches.\n"));
    }

    private static List<double> Ours(Interactions past)
    {
        var clock = new EpochClock();
        new SequenceTransformerEstimator(new() { Epochs = Epochs, Patience = 0 }).Fit(past, new FitContext { Progress = clock });
        return clock.Seconds;
    }

    private static IEnumerable<double> Peer(string python, string script, string path) =>
        [.. MeasuredProcess.Run(python, [script, path, $"{Epochs}", $"{Environment.ProcessorCount}"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Select(line => double.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture))];

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Takes the time between the ends of epochs; so the first, which warms up, does not count.</summary>
    private sealed class EpochClock : IProgress<FitProgress>
    {
        private long _last;

        public List<double> Seconds { get; } = [];

        public void Report(FitProgress value)
        {
            var now = Stopwatch.GetTimestamp();
            if (_last != 0)
                Seconds.Add(Stopwatch.GetElapsedTime(_last, now).TotalSeconds);
            _last = now;
        }
    }
}
