using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Recommendation;
using Taojin.Quality.Frame;
using Taojin.Quality.Recommenders;

namespace Taojin.Quality.Deep;

/// <summary>One held-out purchase of many users: a sequence of all behaviours that foretells purchases, against a sequence of purchases alone and the best closed-form model.</summary>
internal sealed class SequencePurchases : IDeepPart
{
    private const string Model = "sequence-transformer";
    private static readonly string[] Metrics = ["NDCG@10", "HR@10"];
    private static readonly string[] ClosedForm = ["popular", "item-knn", "user-knn", "graph-filter", "transitions"];

    public string Name => "purchases-sequence";

    public void Run(BenchmarkRun run)
    {
        foreach (var (set, third) in new[] { ("taobao", "fav"), ("retailrocket", "view") })
            if (run.Data($"{set}-sslrec") is { } folder)
                Run(run, set, HeldOutPurchases.Read(folder, third));
    }

    private static void Run(BenchmarkRun run, string set, (ShopLog Log, (int User, int Item)[] Asked) data)
    {
        var trial = new RecommenderTrial(run, set);
        var (bought, all) = (HeldOutPurchases.Test(data.Log, data.Asked, HeldOutPurchases.Bought), HeldOutPurchases.Test(data.Log, data.Asked, new BehaviourWeights()));
        TrialRow Row(string name, string label, RankingTest test, string? options = null)
        {
            var row = trial.Judge(name, test, options)! with { Name = $"{name}, {label}" };
            trial.Note(row with { Name = $"{name}.{label.Replace(' ', '-')}" }, null, Metrics);
            return row;
        }
        TrialRow[] closed = [.. ClosedForm.Select(name => Row(name, "all behaviours", all)), Row("item-knn", "purchases", bought)];
        var best = closed.MaxBy(row => row.Score.Main.Value)!;
        var (alone, multi) = (Row(Model, "purchases", bought, $"{Model}.purchases"), Row(Model, "all behaviours", all));
        foreach (var (name, other) in new[] { ("purchases", alone), ("best-closed-form", best) })
        {
            var gain = multi.Score.Against(other.Score);
            run.Add(new($"{set}.{Model}.multi-minus-{name}.ndcg@10", gain.Value, "NDCG@10", "higher") { Low = gain.Low, High = gain.High, Peer = 0 });
        }
        QualitySection.Write(
            $"{set}-sequence",
            ($"{set}: one held-out purchase, by sequences", $"{data.Log.Users.Count:N0} users, {data.Log.Items.Count:N0} items, {data.Log.Count:N0} events; {data.Asked.Length:N0} held-out purchases, all items ranked, items bought before hidden. The sequence of all behaviours foretells the next purchase at every event.",
                $"{Gains.Words(multi, best)} Against the sequence of purchases alone: NDCG@10 {Gains.Of(multi.Score, alone.Score)}. The held-out purchases have no times: behaviour of their day may come after them, which favours models of all behaviours."),
            ([.. closed, alone, multi], []), Metrics);
    }
}
