using System.Diagnostics;
using System.Globalization;
using System.Text;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Torch.Sequences;
using Taojin.Quality.Frame;
using Taojin.Quality.Recommenders;
using Taojin.Testing.Contracts;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Deep;

/// <summary>Amazon Beauty: the blend of sequence transformer and closed-form models, and a small network taught by it, beside the same network that was not taught.</summary>
internal sealed class SequenceDistilled : IDeepPart
{
    private const string Recipe = "blend-deep";

    public string Name => "sequence-distilled";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("amazon-beauty/Beauty.txt.gz") is not { } path)
            return;
        var (trial, test) = (new RecommenderTrial(run, "beauty"), LeaveLastOut.Test(PublishedSets.Sequences(path)));
        if (BlendRecipe.Of(trial.Tuned[Recipe]) is not { } recipe)
            return;
        var members = recipe.Members.Where((_, place) => recipe.Weights[place] > 0).Select(name => trial.Judge(name, test)).OfType<TrialRow>().ToArray();
        if (trial.Blend(members, test, Recipe) is not { } teacher)
            return;
        var options = (DistilledSequenceOptions)trial.Tuned.Of(DistilledSequence.Card);
        var alone = new SequenceTransformerOptions { Width = options.Width, Dropout = options.Dropout, Epochs = options.Epochs, LearningRate = options.LearningRate, Schedule = LearningRateSchedule.Cosine, Patience = 0, Precision = options.Precision };
        TrialRow[] rows =
        [
            teacher with { Name = "blend" },
            Fit(trial, test, "small network, not taught", () => new SequenceTransformerEstimator(alone).Fit(test.Past, new FitContext { Seed = 1 })),
            Fit(trial, test, "small network, taught by the blend", () => new DistilledSequenceEstimator(options).Fit(test.Past, teacher.Model!, new FitContext { Seed = 1 })),
        ];
        Write(run, rows, test, options);
    }

    private static TrialRow Fit(RecommenderTrial trial, RankingTest test, string name, Func<IRecommender> fit)
    {
        var start = Stopwatch.GetTimestamp();
        var model = fit();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return trial.Judge(name, model, test) with { FitSeconds = seconds, Model = model };
    }

    private static void Write(BenchmarkRun run, TrialRow[] rows, RankingTest test, DistilledSequenceOptions options)
    {
        var text = new StringBuilder(FormattableString.Invariant($"## A small network taught by a blend\n\n`./bench deep --only sequence-distilled`. Amazon Beauty, leave-last-out. The network is {options.Width} wide, its items in {(options.Precision == NetworkPrecision.Int8 ? "8" : "32")} bits; it is taught the first {options.Choices} of the blend's list after each history. Seconds of the taught one hold the lists and not the blend. Answers: history to ten best of 12,101 items, one thread.\n\n| model | NDCG@10 | less the blend | HR@10 | fit s | KiB | p50 ms |\n|---|---:|---:|---:|---:|---:|---:|\n"));
        foreach (var row in rows)
        {
            var (times, size) = (AnswerTimes.Of((IFoldInRecommender)row.Model!, test, 500), MemoryArtifact.Of(row.Model!).Size / 1024.0);
            text.Append(CultureInfo.InvariantCulture, $"| **{row.Name}** | {row.Score["NDCG@10"].Value:.0000} | {(row == rows[0] ? "" : Gains.Of(row.Score, rows[0].Score))} | {row.Score["HR@10"].Value:.0000} | {row.FitSeconds:0.0} | {size:N0} | {times.Median:0.00} |\n");
        }
        var taught = rows[2].Score.Against(rows[1].Score);
        text.Append($"\nTaught less not taught: NDCG@10 {GainText.Of(taught)}.\n");
        run.Add(new("beauty.distilled.taught-minus-not-taught.ndcg@10", taught.Value, "NDCG@10", "higher") { Low = taught.Low, High = taught.High, Peer = 0 });
        run.Add(new("beauty.distilled.taught-minus-blend.ndcg@10", rows[2].Score.Against(rows[0].Score).Value, "NDCG@10", "higher") { Peer = 0 });
        ResultsPage.Write("deep:sequence-distilled", text.ToString());
    }
}
