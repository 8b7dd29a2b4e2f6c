using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Recommendation;
using Taojin.Quality.Frame;
using Taojin.Workflows;

namespace Taojin.Quality.Recommenders;

/// <summary>Online Retail: the first basket of each customer after a cut, thirty days before the end; what was bought before may be bought again, so nothing is hidden.</summary>
internal sealed class NextBasket : IQualityPart
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(30), Basket = TimeSpan.FromMinutes(1);
    private static readonly string[] Metrics = ["NDCG@10", "HR@10", "Recall@10"];
    private static readonly string[] Models = ["popular", "trending", "buy-again", "item-knn", "user-knn", "implicit-als", "ease", "graph-filter", "blend"];

    public string Name => "online-retail";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("online-retail/online_retail.csv.gz") is not { } path)
            return;
        var log = Read(path, Path.Combine(run.Scratch, "retail"));
        var test = Test(log);
        var (trial, rows) = (new RecommenderTrial(run, Name), new List<TrialRow>());
        rows.Add(trial.Judge("most-bought-by-the-user", new MostBought(test.Past), test));
        trial.Note(rows[0], null, Metrics);
        foreach (var name in Models)
            if (trial.Judge(name, test) is { } row)
            {
                rows.Add(row);
                trial.Note(row, null, Metrics);
            }
        QualitySection.Write(
            Name,
            ("Online Retail: the next basket", $"Purchases of {log.Users.Count:N0} customers, {log.Items.Count:N0} items; one cut in time, thirty days before the end; of {test.Users.Length:N0} customers who had bought before, the first basket after it. All items ranked, nothing hidden.", ""),
            (rows, []), Metrics);
    }

    private static ShopLog Read(string path, string folder)
    {
        using var mine = Mine.Init(folder);
        mine.Workspace.Log.Import(new("online-retail", path));
        return mine.Workspace.Log.Read();
    }

    private static RankingTest Test(ShopLog log)
    {
        var cut = log.End - Window;
        var weights = new BehaviourWeights { View = 0, Favorite = 0, Cart = 0, Rate = 0, Purchase = 1 };
        var past = Interactions.Of(log.Before(cut), weights);
        var (starts, baskets) = (new Dictionary<int, Instant>(), new SortedDictionary<int, SortedSet<int>>());
        for (var index = log.CountBefore(cut); index < log.Count; index++)
        {
            if (log.Kind[index] != EventKind.Purchase || log.Item[index] < 0 || past.Matrix[log.User[index]].Count == 0)
                continue;
            starts.TryAdd(log.User[index], log.Time[index]);
            if (log.Time[index] - starts[log.User[index]] > Basket)
                continue;
            if (!baskets.TryGetValue(log.User[index], out var basket))
                baskets[log.User[index]] = basket = [];
            basket.Add(log.Item[index]);
        }
        return new()
        {
            Past = past, Users = [.. baskets.Keys], Relevant = [.. baskets.Values.Select(basket => basket.ToArray())],
            ColdUsers = 0, HidesSeen = false, Split = SplitName.Time,
        };
    }

    /// <summary>How often the user bought each item; the simple thing that a model of repeats must beat.</summary>
    private sealed class MostBought(Interactions past) : IRecommender
    {
        public Vocabulary Users => past.Users;

        public Vocabulary Items => past.Items.Ids;

        public void Score(int user, Span<float> scores)
        {
            scores.Clear();
            var row = past.Matrix[user];
            for (var entry = 0; entry < row.Count; entry++)
                scores[row.Columns[entry]] = row.Values[entry];
        }
    }
}
