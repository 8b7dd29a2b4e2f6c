using System.Globalization;
using System.Text;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Quality.Frame;
using Taojin.Quality.Recommenders;
using Taojin.Testing.Contracts;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Deep;

/// <summary>Amazon Beauty: the sequence transformer of the same seed with item vectors of 32, 16 and 8 bits; what is lost, and what it saves.</summary>
internal sealed class SequencePrecision : IDeepPart
{
    private const string Model = "sequence-transformer";

    public string Name => "sequence-precision";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("amazon-beauty/Beauty.txt.gz") is not { } path)
            return;
        var (trial, test) = (new RecommenderTrial(run, "beauty"), LeaveLastOut.Test(PublishedSets.Sequences(path)));
        var options = (SequenceTransformerOptions)trial.Tuned.Of(SequenceTransformer.Card);
        var text = new StringBuilder("## Fewer bits for the items of a sequence transformer\n\n`./bench deep --only sequence-precision`. Amazon Beauty, leave-last-out, the same seed: only what is written at the end differs, the items' vectors in 32, 16 (bfloat16) or 8 bits; layers keep 32. Differences are paired with 32 bits. Answers: history to ten best of 12,101 items, one thread.\n\n| item vectors | NDCG@10 | less 32 bits | HR@10 | network KiB | p50 ms | p99 ms |\n|---|---:|---:|---:|---:|---:|---:|\n");
        TrialRow? whole = null;
        foreach (var precision in Enum.GetValues<NetworkPrecision>())
        {
            var estimator = RecommenderTrial.Algorithms.Estimator<Interactions, IRecommender>(Model, options with { Precision = precision });
            var model = (SequenceTransformerModel)estimator.Fit(test.Past, new FitContext { Seed = 1 });
            var row = trial.Judge($"{Model}, {precision}", model, test);
            whole ??= row;
            var (gain, times, size) = (row.Score.Against(whole.Score), AnswerTimes.Of(model, test), MemoryArtifact.Of(model).Bytes("model.onnx").Length / 1024.0);
            text.Append(CultureInfo.InvariantCulture, $"| **{precision.ToString().ToLowerInvariant()}** | {row.Score["NDCG@10"].Value:.0000} | {(row == whole ? "" : GainText.Of(gain))} | {row.Score["HR@10"].Value:.0000} | {size:N0} | {times.Median:0.000} | {times.Percentile99:0.000} |\n");
            var name = $"beauty.{Model}.{precision.ToString().ToLowerInvariant()}";
            run.Add(new($"{name}.ndcg@10-minus-float32", gain.Value, "NDCG@10", "higher") { Low = gain.Low, High = gain.High, Peer = 0 });
            run.Add(new($"{name}.answer-p50-ms", times.Median, "ms", "lower"));
            run.Add(new($"{name}.kib", size, "KiB", "lower"));
        }
        ResultsPage.Write("deep:sequence-precision", text.ToString());
    }
}
