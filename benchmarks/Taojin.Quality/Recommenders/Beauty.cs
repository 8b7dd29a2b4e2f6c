using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Quality.Frame;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Recommenders;

/// <summary>Amazon Beauty (S3-Rec form), leave-last-out, all 12,101 items ranked, seen ones hidden. The best single model is chosen on the last item but one.</summary>
internal sealed class Beauty : IBlendedPart
{
    private const string File = "amazon-beauty/Beauty.txt.gz";
    private static readonly string[] Metrics = ["NDCG@10", "HR@10", "HR@5", "NDCG@5", "HR@20", "NDCG@20"];
    private static readonly string[] Singles = ["popular", "item-knn", "user-knn", "implicit-als", "bpr", "ease", "graph-filter", "transitions", "linear-transitions", "session-knn"];
    private static readonly PublishedRow[] Published =
    [
        new("PopRec (counts the test items too)", "S3-Rec table", ("HR@5", .0080), ("NDCG@5", .0044), ("HR@10", .0152), ("NDCG@10", .0068), ("HR@20", .0217), ("NDCG@20", .0084)),
        new("SASRec", "S3-Rec table", ("HR@5", .0387), ("NDCG@5", .0249), ("HR@10", .0605), ("NDCG@10", .0318), ("HR@20", .0902), ("NDCG@20", .0394)),
        new("S3-Rec", "S3-Rec table", ("HR@5", .0387), ("NDCG@5", .0244), ("HR@10", .0647), ("NDCG@10", .0327), ("HR@20", .0994), ("NDCG@20", .0414)),
        new("TIGER", "transformer_benchmark, as reported", ("HR@10", .0648), ("NDCG@10", .0384)),
        new("DuoRec", "transformer_benchmark, as reported", ("HR@10", .0845), ("NDCG@10", .0443)),
        new("eSASRec", "transformer_benchmark", ("HR@10", .0928), ("NDCG@10", .0523)),
        new("SASRec + sampled softmax", "transformer_benchmark", ("HR@10", .0921), ("NDCG@10", .0531)),
    ];

    public string Name => "beauty";

    public Func<double[], double> Aim => places => RankingMetrics.Ndcg(places, 10);

    public RankingTest? Validation(BenchmarkRun run) => run.Data(File) is { } path ? LeaveLastOut.Validation(PublishedSets.Sequences(path)) : null;

    public void Run(BenchmarkRun run)
    {
        if (run.Data(File) is not { } path)
            return;
        var (trial, all) = (new RecommenderTrial(run, Name), PublishedSets.Sequences(path));
        var (validation, test) = (LeaveLastOut.Validation(all), LeaveLastOut.Test(all));
        var rows = new List<TrialRow> { trial.Judge("popular-with-test-items", new Popular(new()).Fit(all, new FitContext()), test) };
        TrialRow? best = null;
        var chosen = 0.0;
        foreach (var name in Singles)
        {
            if (trial.Judge(name, test) is not { } row)
                continue;
            rows.Add(row);
            trial.Note(row, Published[^1], Metrics);
            if (trial.Judge(name, validation) is { } before && before.Score.Main.Value > chosen)
                (best, chosen) = (row, before.Score.Main.Value);
        }
        if (best is not null)
            trial.Note(best with { Name = "best-single" }, Published[^1], "HR@10", "NDCG@10");
        if (trial.Blend(rows, test) is { } blend)
        {
            rows.Add(blend);
            trial.Note(blend, Published[^1], Metrics);
        }
        QualitySection.Write(
            Name,
            ("Amazon Beauty: the last item of each user", "22,363 users, 12,101 items, 198,502 actions; leave-last-out, fitted on all but the last item, all items ranked, seen items hidden, ties at their middle place. 95 % intervals by bootstrap over users.",
                $"Best single model on the last item but one (fitted on what came before it): **{best?.Name ?? "–"}**.\n\n{Directions(trial, test)}"),
            (rows, Published), Metrics);
    }

    /// <summary>Whether order says anything: what followed the last item, against what went before it.</summary>
    private static string Directions(RecommenderTrial trial, RankingTest test)
    {
        TrialRow[] rows = [.. new[] { true, false }.Select(isForward => trial.Judge(isForward ? "forward" : "backward", new Neighbourhood(test.Past, isForward), test))];
        foreach (var row in rows)
            trial.Note(row with { Name = $"{row.Name}-transitions" }, null, "HR@10", "NDCG@10");
        return FormattableString.Invariant($"Counts of direct neighbours, forward {rows[0].Score["HR@10"].Value:.0000}/{rows[0].Score["NDCG@10"].Value:.0000} and backward {rows[1].Score["HR@10"].Value:.0000}/{rows[1].Score["NDCG@10"].Value:.0000} (HR@10/NDCG@10): ")
            + "were items of one day in chance order, the two would be closer. The source has days only and is grouped by item, so much of the order within a day is catalogue order. "
            + "The files here have no times, so a table with ties shuffled cannot be made.";
    }
}
