using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Recommendation;
using Taojin.Quality.Frame;
using Taojin.Quality.Recommenders;
using Taojin.Workflows;

namespace Taojin.Quality.Deep;

/// <summary>Online Retail: items that nobody had bought before a cut, found by what is written on them; beside the same models on all items.</summary>
internal sealed class ColdItems : IDeepPart
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(90);
    private static readonly string[] Metrics = ["NDCG@10", "HR@10", "Recall@20"];
    private static readonly string[] Models = ["popular", "implicit-als", "content-knn", "two-tower", "two-tower.content"];

    public string Name => "cold-items";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("online-retail/online_retail.csv.gz") is not { } path)
            return;
        var log = Read(path, Path.Combine(run.Scratch, "cold-items"));
        var all = RankingTest.After(log, log.End - Window, Window, new() { View = 0, Favorite = 0, Cart = 0, Rate = 0, Purchase = 1 }, kind => kind == EventKind.Purchase);
        var isTouched = new bool[log.Items.Count];
        foreach (var item in all.Past.Matrix.Columns)
            isTouched[item] = true;
        var (cold, trial) = (OnlyCold(all, isTouched), new RecommenderTrial(run, "online-retail"));
        run.Say($"{cold.Users.Length} users bought {isTouched.Count(touched => !touched)} items that nobody had bought before");
        var (among, overall) = (new List<TrialRow>(), new List<TrialRow>());
        foreach (var name in Models)
        {
            if (trial.Judge(name.Split('.')[0], all, name) is not { Model: { } model } fitted)
                return;
            among.Add(trial.Judge(name, new AmongCold(model, isTouched), cold) with { FitSeconds = fitted.FitSeconds, PeakGiB = fitted.PeakGiB });
            overall.Add(fitted with { Name = $"{name}, all items" });
            trial.Note(among[^1] with { Name = $"cold-items.{name}" }, null, Metrics);
            trial.Note(overall[^1] with { Name = $"all-items.{name}" }, null, Metrics);
        }
        var gain = among[^2].Score.Against(among[2].Score);
        run.Add(new("online-retail.cold-items.two-tower-minus-content-knn.ndcg@10", gain.Value, "NDCG@10", "higher") { Low = gain.Low, High = gain.High, Peer = 0 });
        QualitySection.Write(
            "cold-items",
            ("Online Retail: items that nobody had bought", $"`./bench deep --only cold-items`. A cut ninety days before the end; {cold.Users.Length:N0} customers with a history afterwards bought items that nobody had bought before the cut, and these {isTouched.Count(touched => !touched):N0} items are ranked among themselves. Titles and prices are all that is known of them: there are no categories. Rows on all items: first purchases of all {all.Users.Length:N0} customers, all items ranked, seen ones hidden.",
                FormattableString.Invariant($"Two towers less content neighbours on cold items: NDCG@10 {GainText.Of(gain)}. `popular` and `implicit-als` know nothing of cold items: all of them tie, and count at their middle place.")),
            ([.. among, .. overall], []), Metrics);
    }

    private static ShopLog Read(string path, string folder)
    {
        using var mine = Mine.Init(folder);
        mine.Workspace.Log.Import(new("online-retail", path));
        return mine.Workspace.Log.Read();
    }

    private static RankingTest OnlyCold(RankingTest all, bool[] isTouched)
    {
        var rows = Enumerable.Range(0, all.Users.Length).Select(row => (User: all.Users[row], Relevant: all.Relevant[row].Where(item => !isTouched[item]).ToArray())).Where(row => row.Relevant.Length > 0).ToArray();
        return all with { Users = [.. rows.Select(row => row.User)], Relevant = [.. rows.Select(row => row.Relevant)], ColdRelevant = [], ColdUsers = 0 };
    }

    /// <summary>A model that scores cold items only; those that it cannot score share the place behind the others.</summary>
    private sealed class AmongCold(IRecommender model, bool[] isTouched) : IRecommender
    {
        public Vocabulary Users => model.Users;

        public Vocabulary Items => model.Items;

        public void Score(int user, Span<float> scores)
        {
            model.Score(user, scores);
            var lowest = float.PositiveInfinity;
            foreach (var score in scores)
                lowest = score < lowest ? score : lowest;
            for (var item = 0; item < scores.Length; item++)
                scores[item] = isTouched[item] ? float.NaN : float.IsNaN(scores[item]) ? (float.IsInfinity(lowest) ? 0 : lowest - 1) : scores[item];
        }
    }
}
