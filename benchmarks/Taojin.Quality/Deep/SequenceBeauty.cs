using System.Diagnostics;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;
using Taojin.Quality.Frame;
using Taojin.Quality.Recommenders;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Deep;

/// <summary>
/// The sequence transformer on Amazon Beauty: mean of three seeds after a refit on all but the last item, once without the refit, and blended with
/// closed-form models by weights found on the last item but one.
/// </summary>
internal sealed class SequenceBeauty : IDeepPart
{
    private const string Model = "sequence-transformer";
    private static readonly ulong[] Seeds = [1, 2, 3];
    private static readonly string[] Metrics = ["NDCG@10", "HR@10", "NDCG@5", "HR@5", "NDCG@20", "HR@20"];
    private static readonly string[] Members = ["ease", "item-knn", "transitions", "linear-transitions"];
    private static readonly PublishedRow[] Published =
    [
        new("SASRec", "S3-Rec table", ("HR@5", .0387), ("NDCG@5", .0249), ("HR@10", .0605), ("NDCG@10", .0318), ("HR@20", .0902), ("NDCG@20", .0394)),
        new("eSASRec", "transformer_benchmark", ("HR@10", .0928), ("NDCG@10", .0523)),
        new("SASRec + sampled softmax", "transformer_benchmark", ("HR@10", .0921), ("NDCG@10", .0531)),
    ];

    public string Name => "beauty-sequence";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("amazon-beauty/Beauty.txt.gz") is not { } path)
            return;
        var all = PublishedSets.Sequences(path);
        var (trial, test, validation) = (new DeepTrial(run, "beauty"), LeaveLastOut.Test(all), LeaveLastOut.Validation(all));
        var (rows, minutes, models) = (new List<TrialRow>(), new List<double>(), new List<FittedModel>());
        foreach (var seed in Seeds)
        {
            models.Add(trial.Fit(Model, test.Past, seed));
            rows.Add(trial.Judge($"{Model}, seed {seed}", models[^1], test));
            minutes.Add(models[^1].Seconds / 60);
        }
        Note(run, rows, minutes);
        AnswerTime(run, models[0].Model, test);
        var before = trial.Fit(Model, validation.Past, Seeds[0]);
        rows.Add(trial.Judge($"{Model}, without the refit", before, test with { Histories = [.. test.Users.Select(test.Past.HistoryOf)] }));
        trial.Note(rows[^1] with { Name = $"{Model}.without-refit" }, null, "NDCG@10", "HR@10");
        var weights = Blend(trial, (validation, before), (test, models[0]), rows);
        QualitySection.Write("beauty-sequence", ("Amazon Beauty: sequence transformer", "22,363 users, 12,101 items; leave-last-out, all items ranked, seen items hidden. Each seed is fitted on all but the last item, for a number of epochs that was found on the last item but one; \"without the refit\" is fitted without the last item but one and reads it as history.", weights), (rows, Published), Metrics);
    }

    private static void Note(BenchmarkRun run, IReadOnlyList<TrialRow> seeds, IReadOnlyList<double> minutes)
    {
        foreach (var metric in Metrics)
        {
            double[] values = [.. seeds.Select(seed => seed.Score[metric].Value)];
            run.Add(new($"beauty.{Model}.{metric.ToLowerInvariant()}", values.Average(), metric, "higher") { Low = values.Min(), High = values.Max(), Peer = Published[^1].Of(metric) });
        }
        run.Add(new($"beauty.{Model}.train-minutes", minutes.Average(), "min", "lower") { Low = minutes.Min(), High = minutes.Max() });
    }

    /// <summary>From a user's history to the ten best of all items, one thread.</summary>
    private static void AnswerTime(BenchmarkRun run, IRecommender model, RankingTest test)
    {
        var (scores, best, times) = (new float[model.Items.Count], new int[10], new double[2000]);
        for (var turn = 0; turn < 2 * times.Length; turn++)
        {
            var history = test.Past.HistoryOf(test.Users[turn % times.Length]);
            var start = Stopwatch.GetTimestamp();
            ((IFoldInRecommender)model).Score(history, scores);
            TopK.Write(scores, best);
            times[turn % times.Length] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        run.Add(new("beauty.onnx-answer.p50-ms", times[times.Length / 2], "ms", "lower") { Low = times[0], High = times[^1] });
        run.Add(new("beauty.onnx-answer.p99-ms", times[(int)(0.99 * times.Length)], "ms", "lower"));
    }

    /// <returns>The weights, in words.</returns>
    private static string Blend(DeepTrial trial, (RankingTest Test, FittedModel Deep) before, (RankingTest Test, FittedModel Deep) last, List<TrialRow> rows)
    {
        var search = new BlendWeights(before.Test, 4000);
        search.Add(before.Deep.Model);
        foreach (var name in Members)
            search.Add(trial.Fit(name, before.Test.Past).Model);
        var weights = search.Find(place => place <= 10 ? 1 / Math.Log2(place + 1) : 0);
        FittedModel[] members = [last.Deep, .. Members.Select(name => trial.Fit(name, last.Test.Past))];
        rows.AddRange(members.Skip(1).Select(each => trial.Judge(each.Name, each, last.Test)));
        rows.Add(trial.Judge("blend-deep", new ScoreBlend([.. members.Select(each => each.Model)], weights), last.Test));
        trial.Note(rows[^1], Published[^1], "NDCG@10", "HR@10");
        return $"Weights of the blend: {string.Join(", ", members.Select((each, place) => FormattableString.Invariant($"{each.Name} {weights[place]:0.##}")))}.";
    }
}
