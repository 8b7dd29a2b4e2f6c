using CsCheck;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Tests.Learning;

namespace Taojin.Mining.Tests.Recommendation;

public sealed class TransitionsContract : RecommenderPromises<TransitionsContract>, INamesAlgorithm
{
    public static string Name => "transitions";
}

public sealed class TransitionsTests
{
    private static readonly TransitionsOptions Bigram = new()
    {
        Reach = 1, BackwardWeight = 0, SourceDamping = 0, TargetDamping = 0, HistoryLength = 1, Followers = 100_000, PopularityTieBreak = 1e-5,
    };

    [Fact]
    public void Bigrams_are_counted_and_popularity_orders_the_rest()
    {
        // 0→1 twice, 0→2 once, 1→2 once, 2→1 once; touched 3, 3, 2 and 1 times (3→0 once).
        var model = Fit(Bigram, [[0, 1, 2], [3, 0, 1], [0, 2, 1]]);

        Score(model, 0).ShouldBe([3e-5f, 2 + 3e-5f, 1 + 2e-5f, 1e-5f], 1e-6);
        Score(model, 1, 3).ShouldBe([1 + 3e-5f, 3e-5f, 2e-5f, 1e-5f], 1e-6);
    }

    [Fact]
    public void Several_events_in_a_row_with_one_item_are_one_step()
    {
        var model = Fit(Bigram, [[0, 0, 0, 1, 1, 0], [2, 3]]);

        Score(model, 0)[1].ShouldBe(1 + 1e-5f, 1e-6f);
        Score(model, 0)[0].ShouldBe(2e-5f, 1e-6f);
    }

    [Fact]
    public void Scores_equal_plain_loops_over_all_pairs() => Gen.Int[0, 5].Array[1, 9].Array[1, 12].Sample(sequences =>
    {
        var options = new TransitionsOptions { Reach = 3, DistanceDecay = 0.5, BackwardWeight = 0.25, HistoryLength = 2, Recency = 0.5, PopularityTieBreak = 0 };
        var steps = sequences.Select(items => items.Where((item, place) => place == 0 || items[place - 1] != item).ToArray()).ToArray();

        var scores = Score(Fit(options, sequences, itemCount: 6), 2, 4);

        for (var item = 0; item < 6; item++)
            scores[item].ShouldBe((float)(Plain(steps, 4, item, options) + (0.5 * Plain(steps, 2, item, options))), 1e-4f);
    }, iter: 200);

    /// <summary>oracles.md 9.4, counted by two other programs on the same file.</summary>
    [Fact]
    public void The_published_bigram_row_of_Amazon_Beauty_comes_out()
    {
        var test = PublishedSequences.BeautyLeaveLastOut();
        var model = new Transitions(Bigram).Fit(test.Past, new FitContext());

        var score = RankingEvaluation.Evaluate(model, test, new FitContext());

        string[] names = ["HR@5", "NDCG@5", "HR@10", "NDCG@10", "HR@20", "NDCG@20", "MRR"];
        names.Select(name => Math.Round(score.Metrics.Single(metric => metric.Name == name).Value, 4))
            .ShouldBe([0.0599, 0.0452, 0.0759, 0.0504, 0.0927, 0.0546, 0.0453], 1e-9);
    }

    private static double Plain(int[][] steps, int source, int target, TransitionsOptions options)
    {
        double sum = 0;
        foreach (var items in steps)
            for (var from = 0; from < items.Length; from++)
                for (var to = 0; to < items.Length; to++)
                    if (items[from] == source && items[to] == target && source != target && from != to && Math.Abs(to - from) <= options.Reach)
                        sum += Math.Pow(options.DistanceDecay, Math.Abs(to - from) - 1) * (to > from ? 1 : options.BackwardWeight);
        double Touched(int item) => Math.Max(1, steps.Sum(items => items.Count(each => each == item)));
        return sum / Math.Pow(Touched(source), options.SourceDamping) / Math.Pow(Touched(target), options.TargetDamping);
    }

    private static TransitionsModel Fit(TransitionsOptions options, int[][] sequences, int itemCount = 4) =>
        new Transitions(options).Fit(PublishedSequences.Of(sequences, itemCount), new FitContext { Threads = 1 });

    private static float[] Score(TransitionsModel model, params int[] history)
    {
        var scores = new float[model.Items.Count];
        model.Score([.. history.Select((item, place) => new HistoryItem(item, 1, Data.Instant.OfSeconds(place)))], scores);
        return scores;
    }
}
