using Taojin.Mining.Evaluation;
using Taojin.Quality.Frame;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Recommenders;

/// <summary>Gowalla check-ins as LightGCN published them: train and valid merged, all 40,981 items ranked, seen ones hidden. Options were chosen on valid.</summary>
internal sealed class Gowalla : IBlendedPart
{
    private const int UserCount = 29_858, ItemCount = 40_981;
    private static readonly string[] Metrics = ["Recall@20", "NDCG@20"];
    private static readonly string[] Singles = ["popular", "item-knn", "user-knn", "implicit-als", "bpr", "graph-filter", "ease"];
    private static readonly PublishedRow[] Published =
    [
        new("ItemCF", "BARS", ("Recall@20", .1570), ("NDCG@20", .1214)),
        new("NGCF", "BARS", ("Recall@20", .1570), ("NDCG@20", .1327)),
        new("MF-BPR", "BARS", ("Recall@20", .1627), ("NDCG@20", .1378)),
        new("SLIM", "BARS", ("Recall@20", .1699), ("NDCG@20", .1382)),
        new("EASE", "BARS", ("Recall@20", .1765), ("NDCG@20", .1467)),
        new("LightGCN", "BARS", ("Recall@20", .1830), ("NDCG@20", .1554)),
        new("GF-CF", "BARS", ("Recall@20", .1849), ("NDCG@20", .1518)),
        new("UltraGCN", "BARS", ("Recall@20", .1862), ("NDCG@20", .1580)),
        new("SimpleX", "BARS", ("Recall@20", .1872), ("NDCG@20", .1557)),
        new("NESCL", "as quoted by others", ("Recall@20", .1917), ("NDCG@20", .1617)),
        new("BSPM-EM", "as quoted by others", ("Recall@20", .1920), ("NDCG@20", .1597)),
    ];

    public string Name => "gowalla";

    public Func<double[], double> Aim => places => RankingMetrics.Ndcg(places, 20) + RankingMetrics.Recall(places, 20);

    public RankingTest? Validation(BenchmarkRun run) => Test(run, ["train.txt.gz"], "valid.txt");

    public void Run(BenchmarkRun run)
    {
        if (Test(run, ["train.txt.gz", "valid.txt"], "test.txt") is not { } test)
            return;
        var trial = new RecommenderTrial(run, Name);
        var rows = new List<TrialRow>();
        foreach (var name in Singles)
            if (trial.Judge(name, test) is { } row)
            {
                rows.Add(row);
                trial.Note(row, Peer(name), Metrics);
            }
        if (trial.Blend(rows, test) is { } blend)
        {
            rows.Add(blend);
            trial.Note(blend, Published[^1], Metrics);
        }
        if (trial.Tuned["best"]?.ToString() is { } named && rows.Find(row => row.Name == named) is { } best)
            trial.Note(best with { Name = "best" }, Published[^1], Metrics);
        else
            run.Skip("gowalla.best", "the files of options name no model that was the best on validation and is here");
        QualitySection.Write(
            Name,
            ("Gowalla: held-out check-ins", "29,858 users, 40,981 items, 810,128 pairs to learn from (train and valid merged) and 217,242 to foretell; a random split, all items ranked, seen items hidden. Options were chosen on valid with train alone.", ""),
            (rows, Published), Metrics);
    }

    private static RankingTest? Test(BenchmarkRun run, string[] past, string asked)
    {
        if (run.Data("gowalla") is not { } folder)
            return null;
        int[][] Sets(params string[] files) => PublishedSets.Sets(UserCount, ItemCount, files.Select(file => Path.Combine(folder, file)));
        var relevant = Sets(asked);
        int[] users = [.. Enumerable.Range(0, UserCount).Where(user => relevant[user].Length > 0)];
        return new() { Past = PublishedSets.Of(Sets(past), ItemCount), Users = users, Relevant = [.. users.Select(user => relevant[user])], ColdUsers = 0, HidesSeen = true };
    }

    private static PublishedRow Peer(string name) => Array.Find(Published, row => row.Model == name switch { "ease" => "EASE", "graph-filter" => "GF-CF", "item-knn" => "ItemCF", "bpr" => "MF-BPR", _ => "BSPM-EM" })!;
}
