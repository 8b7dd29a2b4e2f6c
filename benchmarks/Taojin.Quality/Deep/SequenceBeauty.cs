using System.Diagnostics;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Quality.Frame;
using Taojin.Quality.Recommenders;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Deep;

/// <summary>
/// The sequence transformer on Amazon Beauty: mean of three seeds after a refit on all but the last item, once without the refit, and blended with
/// closed-form models by weights found on the last item but one.
/// </summary>
internal sealed class SequenceBeauty : IDeepPart, IBlendedPart
{
    private const string Model = "sequence-transformer", Path = "amazon-beauty/Beauty.txt.gz";
    private static readonly ulong[] Seeds = [1, 2, 3];
    private static readonly string[] Metrics = ["NDCG@10", "HR@10", "NDCG@5", "HR@5", "NDCG@20", "HR@20"];
    private static readonly PublishedRow[] Published =
    [
        new("SASRec", "S3-Rec table", ("HR@5", .0387), ("NDCG@5", .0249), ("HR@10", .0605), ("NDCG@10", .0318), ("HR@20", .0902), ("NDCG@20", .0394)),
        new("eSASRec", "transformer_benchmark", ("HR@10", .0928), ("NDCG@10", .0523)),
        new("SASRec + sampled softmax", "transformer_benchmark", ("HR@10", .0921), ("NDCG@10", .0531)),
    ];

    public string Name => "beauty-sequence";

    public string Set => "beauty";

    public string Recipe => "blend-deep";

    public Func<double[], double> Aim { get; } = places => RankingMetrics.Ndcg(places, 10);

    public RankingTest? Validation(BenchmarkRun run) => run.Data(Path) is { } path ? LeaveLastOut.Validation(PublishedSets.Sequences(path)) : null;

    public void Run(BenchmarkRun run)
    {
        if (run.Data(Path) is not { } path)
            return;
        BlendWeights.FindMissing(run, this);
        var all = PublishedSets.Sequences(path);
        var (trial, test) = (new RecommenderTrial(run, Set), LeaveLastOut.Test(all));
        var rows = Seeds.Select(seed => Fit(trial, test.Past, test, (seed, $"{Model}, seed {seed}"))).ToList();
        Note(run, rows);
        AnswerTime(run, (SequenceTransformerModel)rows[0].Model!, test);
        var reading = test with { Histories = [.. test.Users.Select(test.Past.HistoryOf)] };
        rows.Add(Fit(trial, LeaveLastOut.Validation(all).Past, reading, (Seeds[0], $"{Model}, without the refit")));
        trial.Note(rows[^1] with { Name = $"{Model}.without-refit" }, null, "NDCG@10", "HR@10");
        TrialRow[] closed = [.. Members(trial).Select(name => trial.Judge(name, test)).OfType<TrialRow>()];
        var words = Gains.Verdict(run, rows[0] with { Name = Model }, closed, Set);
        rows.AddRange(closed);
        if (trial.Blend([rows[0] with { Name = Model }, .. rows], test, Recipe) is { } blend)
        {
            rows.Add(blend);
            trial.Note(blend, Published[^1], "NDCG@10", "HR@10");
            words += $"\n\n{Gains.Verdict(run, blend, closed, Set)}";
        }
        QualitySection.Write(
            Name,
            ("Amazon Beauty: sequence transformer", "22,363 users, 12,101 items; leave-last-out, all items ranked, seen items hidden. Each seed is fitted on all but the last item, for a number of epochs that was found on the last item but one; \"without the refit\" is fitted without the last item but one and reads it as history. Weights of the blend were found on the last item but one.", words),
            (rows, Published), Metrics);
    }

    private static IEnumerable<string> Members(RecommenderTrial trial) => BlendRecipe.Of(trial.Tuned["blend-deep"])?.Members.Where(name => name != Model) ?? [];

    private static TrialRow Fit(RecommenderTrial trial, Interactions past, RankingTest test, (ulong Seed, string Name) run)
    {
        var estimator = RecommenderTrial.Algorithms.Estimator<Interactions, IRecommender>(Model, trial.Tuned.Of(SequenceTransformer.Card));
        PeakMemory.Reset();
        var start = Stopwatch.GetTimestamp();
        var model = estimator.Fit(past, new FitContext { Seed = run.Seed });
        var (seconds, peak) = (Stopwatch.GetElapsedTime(start).TotalSeconds, PeakMemory.GiB);
        return trial.Judge(run.Name, model, test) with { FitSeconds = seconds, PeakGiB = peak, Model = model };
    }

    private static void Note(BenchmarkRun run, IReadOnlyList<TrialRow> seeds)
    {
        foreach (var metric in Metrics)
        {
            double[] values = [.. seeds.Select(seed => seed.Score[metric].Value)];
            run.Add(new($"beauty.{Model}.{metric.ToLowerInvariant()}", values.Average(), metric, "higher") { Low = values.Min(), High = values.Max(), Peer = Published[^1].Of(metric) });
        }
        double[] minutes = [.. seeds.Select(seed => seed.FitSeconds / 60)];
        run.Add(new($"beauty.{Model}.train-minutes", minutes.Average(), "min", "lower") { Low = minutes.Min(), High = minutes.Max() });
        run.Add(new($"beauty.{Model}.peak-gib", seeds.Max(seed => seed.PeakGiB), "GiB", "lower"));
    }

    private static void AnswerTime(BenchmarkRun run, SequenceTransformerModel model, RankingTest test)
    {
        var times = AnswerTimes.Of(model, test);
        run.Add(new("beauty.onnx-answer.p50-ms", times.Median, "ms", "lower") { Low = times.Least, High = times.Most });
        run.Add(new("beauty.onnx-answer.p99-ms", times.Percentile99, "ms", "lower"));
    }
}
