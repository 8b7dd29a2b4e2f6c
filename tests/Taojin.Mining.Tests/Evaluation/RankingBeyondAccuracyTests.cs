using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Evaluation;

/// <summary>Lists of a model with known scores, worked out by hand.</summary>
public sealed class RankingBeyondAccuracyTests
{
    private static readonly FitContext Context = new();

    [Theory]
    [InlineData(new[] { 1, 1, 1, 1 }, 0)]
    [InlineData(new[] { 0, 0, 0, 5 }, 0.75)]
    [InlineData(new[] { 1, 2, 3 }, 0.2222222)] // Σ|xᵢ − xⱼ| ÷ (2n²·mean) = 8 ÷ 36
    public void The_gini_index_of_counts(int[] counts, double expected) => RankingMetrics.Gini(counts).ShouldBe(expected, 1e-6);

    [Fact]
    public void Lists_are_told_by_coverage_variety_and_news()
    {
        // three items; user 0 has seen item 2, so is shown 0 and 1; user 1 has seen item 0, so is shown 1 and 2
        var score = RankingEvaluation.Evaluate(new Fixed([3, 2, 1]), Test(), Context);

        score["Coverage@10"].Value.ShouldBe(1);
        score["Gini@10"].Value.ShouldBe(RankingMetrics.Gini([1, 2, 1]), 1e-12);
        score["Diversity@10"].Value.ShouldBe(0.5); // 0 and 1 are of one category, 1 and 2 of two
        score["Distance@10"].Value.ShouldBe(0.5, 1e-6); // cosines 1 and 0
        score["Novelty@10"].Value.ShouldBe(1, "each item was touched by one user of two at most");
        score["NDCG@10"].Value.ShouldBe(1);
        score.Split.ShouldBe(SplitName.Time);
    }

    [Fact]
    public void What_is_known_of_users_and_items_parts_the_result()
    {
        var score = RankingEvaluation.Evaluate(new Fixed([3, 2, 1]), Test(), Context);

        score.Segments.Select(each => (each.Name, each.Metrics[0].Cases)).ShouldBe([("Hot users, 1–4 events", 2), ("Cold users", 1), ("Cold items", 1), ("Hot items, 1–9 users", 1)]);
        score.Segments[1].Metrics[0].Value.ShouldBe(RankingMetrics.Ndcg([3], 10), "a user without a history is shown what anybody is");
        score.Segments[2].Metrics[0].Value.ShouldBe(1, "item 1, which nobody touched, stands first for user 1");
    }

    [Fact]
    public void A_resample_of_users_gives_the_same_interval_on_one_thread_and_on_many()
    {
        var test = RandomSplit.Of(Testing.Contracts.TwoTastes.Shop(), 0.3, Context);
        var model = new Popular(new()).Fit(test.Past, Context);

        var (one, many) = (RankingEvaluation.Evaluate(model, test, Context with { Threads = 1 }), RankingEvaluation.Evaluate(model, test, Context with { Threads = 4 }));

        one.Metrics.ShouldBe(many.Metrics);
        one.Main.Low.ShouldBeLessThan(one.Main.Value);
        one.Main.High.ShouldBeGreaterThan(one.Main.Value);
        one.Against(many).ShouldBe(new MetricValue("Δ NDCG@10", 0, 0, 0, one.Main.Cases));
    }

    private static RankingTest Test() => new()
    {
        Past = new()
        {
            Users = new Vocabulary(["甲", "乙"]),
            Items = new Catalogue { Ids = new Vocabulary(["a", "b", "c"]), Categories = new Vocabulary(["茶", "酒"]), Category = [0, 0, 1] },
            Matrix = CsrMatrix.Of(2, 3, [0, 1], [2, 0], [1, 1]), LastTimes = new Instant[2], AsOf = default,
        },
        Users = [0, 1], Relevant = [[0], [1]], ColdUsers = 1, ColdRelevant = [[2]], HidesSeen = true, Split = SplitName.Time,
        ItemVectors = new DenseRows(3, 2, [1, 0, 1, 0, 0, 1]),
    };

    private sealed class Fixed(float[] known) : IRecommender, INonPersonalRecommender
    {
        public Vocabulary Users { get; } = new(["甲", "乙"]);

        public Vocabulary Items { get; } = new(["a", "b", "c"]);

        public void Score(int user, Span<float> scores) => known.CopyTo(scores);

        public void Score(Span<float> scores) => known.CopyTo(scores);
    }
}
