using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Recommendation;
using Taojin.Quality.Frame;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Recommenders;

/// <summary>One held-out purchase of many users, foretold from purchases alone and from all behaviours; items bought before are hidden, others may be bought yet.</summary>
/// <param name="set">Name of the part; the folder is <c>SET-sslrec</c>.</param>
/// <param name="third">The behaviour beside buy and cart.</param>
internal sealed class HeldOutPurchases(string set, string third) : IQualityPart
{
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(7);
    private static readonly string[] Metrics = ["NDCG@10", "HR@10"];
    private static readonly string[] Models = ["popular", "item-knn", "user-knn", "implicit-als", "bpr", "graph-filter", "transitions", "blend", "ranking-trees"];
    private static readonly Dictionary<string, EventKind> Kinds = new(StringComparer.Ordinal)
    {
        ["buy"] = EventKind.Purchase, ["cart"] = EventKind.Cart, ["fav"] = EventKind.Favorite, ["view"] = EventKind.View,
    };

    internal static BehaviourWeights Bought { get; } = new() { View = 0, Favorite = 0, Cart = 0, Rate = 0 };

    public string Name => set;

    public void Run(BenchmarkRun run)
    {
        if (run.Data($"{set}-sslrec") is not { } folder)
            return;
        var (log, asked) = Read(folder, third);
        var (trial, rows) = (new RecommenderTrial(run, set), new List<TrialRow>());
        var learned = LearnedWeights.Of(log, Horizon).Weights;
        run.Say($"{set}: learned {Text(learned)}");
        foreach (var (label, weights) in new[] { ("purchases", Bought), ("all", new BehaviourWeights()), ("learned", learned) })
        {
            var test = Test(log, asked, weights);
            foreach (var name in Models)
                if (trial.Judge(name, test) is { } row)
                {
                    rows.Add(row with { Name = $"{name}, {label}" });
                    trial.Note(row with { Name = $"{name}.{label}" }, null, Metrics);
                }
        }
        foreach (var row in rows.Where(row => row.Name.EndsWith(", learned", StringComparison.Ordinal)))
            Gain(run, row, rows);
        QualitySection.Write(
            set,
            ($"{set}: one held-out purchase", $"{log.Users.Count:N0} users, {log.Items.Count:N0} items, {log.Count:N0} events; {asked.Length:N0} held-out purchases, all items ranked, items bought before hidden. \"purchases\" knows purchases alone, \"all\" every behaviour by weights set by hand, \"learned\" by weights learned from this log ({Text(learned)}).",
                "The held-out purchases have no times: behaviour of their day may come after them, which favours \"all\" and \"learned\"."),
            (rows, []), Metrics);
    }

    private static string Text(BehaviourWeights weights) =>
        FormattableString.Invariant($"view {weights.View:0.##}, favorite {weights.Favorite:0.##}, cart {weights.Cart:0.##}, purchase {weights.Purchase:0.##}");

    /// <summary>What learned weights of all behaviours add to purchases alone and to weights set by hand, with paired intervals.</summary>
    private void Gain(BenchmarkRun run, TrialRow learned, List<TrialRow> rows)
    {
        var name = learned.Name[..learned.Name.IndexOf(',', StringComparison.Ordinal)];
        foreach (var label in new[] { "purchases", "all" })
            if (rows.Find(row => row.Name == $"{name}, {label}") is { } other)
            {
                var gain = learned.Score.Against(other.Score);
                run.Add(new($"{set}.{name}.learned-minus-{label}.ndcg@10", gain.Value, "NDCG@10", "higher") { Low = gain.Low, High = gain.High, Peer = 0 });
            }
    }

    internal static RankingTest Test(ShopLog log, (int User, int Item)[] asked, BehaviourWeights weights)
    {
        var (past, bought) = (Interactions.Of(log, weights), Interactions.Of(log, Bought));
        return new()
        {
            Past = past, Users = [.. asked.Select(each => each.User)], Relevant = [.. asked.Select(each => new[] { each.Item })],
            Hidden = [.. asked.Select(each => bought.Matrix[each.User].Columns.ToArray())], ColdUsers = 0, HidesSeen = false,
        };
    }

    /// <summary>The log, and which user bought which item later.</summary>
    internal static (ShopLog Log, (int User, int Item)[] Asked) Read(string folder, string third)
    {
        var log = Read(folder, ["buy", "cart", third]);
        return (log, [.. Rows(folder, "test_buy").Select(cells => (User: log.Users.IndexOf(cells[0]), Item: log.Items.Ids.IndexOf(cells[1]))).Where(each => each is { User: >= 0, Item: >= 0 })]);
    }

    private static ShopLog Read(string folder, string[] behaviours)
    {
        var (users, items) = (new Vocabulary(), new Vocabulary());
        var events = behaviours.SelectMany(name => Rows(folder, name).Select(cells => (
                User: users.Add(cells[0]), Item: items.Add(cells[1]), Kind: Kinds[name], Time: Instant.OfSeconds(long.Parse(cells[2], CultureInfo.InvariantCulture)))))
            .OrderBy(each => each.Time).ToArray();
        return new()
        {
            Users = users, Items = new Catalogue { Ids = items }, User = [.. events.Select(each => each.User)], Item = [.. events.Select(each => each.Item)],
            Kind = [.. events.Select(each => each.Kind)], Time = [.. events.Select(each => each.Time)],
        };
    }

    private static IEnumerable<string[]> Rows(string folder, string name) => PublishedSets.Lines(Path.Combine(folder, $"{name}.tsv.gz")).Skip(1).Select(line => line.Split('\t'));
}
