using Taojin.Mining.Evaluation;
using Taojin.Mining.Recommendation;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Evaluation;

/// <summary>Exact values by hand and from the definition (Järvelin and Kekäläinen 2002).</summary>
public sealed class RankingMetricsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0.630930)]
    [InlineData(3, 0.5)]
    [InlineData(4, 0.430677)]
    [InlineData(5, 0.386853)]
    [InlineData(10, 0.289065)]
    public void One_relevant_item_gains_by_its_place(double place, double expected) =>
        RankingMetrics.Ndcg([place], 10).ShouldBe(expected, 1e-6);

    [Fact]
    public void Hits_at_1_3_and_6_of_four_relevant_items()
    {
        double[] places = [1, 3, 6, 50];

        RankingMetrics.Recall(places, 10).ShouldBe(0.75);
        RankingMetrics.Ndcg(places, 10).ShouldBe(0.724626, 1e-6);
        RankingMetrics.AveragePrecision(places, 10).ShouldBe(0.541667, 1e-6);
        RankingMetrics.ReciprocalRank(places).ShouldBe(1);
        RankingMetrics.Hit(places, 10).ShouldBe(1);
    }

    [Fact]
    public void A_random_ranker_reaches_what_arithmetic_says()
    {
        // HR@10 of 12,101 items is 10 ÷ 12,101; NDCG@10 is Σ 1 ÷ log₂(place + 1) over the first ten ÷ 12,101
        var ndcg = Enumerable.Range(1, 12_101).Average(place => RankingMetrics.Ndcg([place], 10));

        ndcg.ShouldBe(0.000375470, 1e-9);
        Enumerable.Range(1, 12_101).Average(place => RankingMetrics.Hit([place], 10)).ShouldBe(0.000826378, 1e-9);
    }

    [Fact]
    public void A_model_that_knows_the_answer_reaches_one_and_seen_items_do_not_count()
    {
        var past = TwoTastes.Shop();
        var users = Enumerable.Range(0, past.Users.Count).ToArray();
        var test = new RankingTest { Past = past, Users = users, Relevant = [.. users.Select(user => new[] { TwoTastes.AnswerFor(user) })], ColdUsers = 0, HidesSeen = true };

        var score = RankingEvaluation.Evaluate(new ItemKnn(new()).Fit(past, new FitContext()), test, new FitContext());

        score.Main.Name.ShouldBe("NDCG@10");
        score.Main.Value.ShouldBe(1);
        (score.Main.Low, score.Main.High).ShouldBe((1, 1));
    }

    [Fact]
    public void What_is_relevant_comes_after_the_cut_and_is_new_to_the_user()
    {
        var log = SmallLog.Of((0, 0, EventKind.View, 0), (0, 1, EventKind.View, 1), (1, 1, EventKind.View, 2), (0, 1, EventKind.Purchase, 10), (0, 2, EventKind.Purchase, 11), (2, 2, EventKind.View, 12), (1, 0, EventKind.View, 99));

        var test = RankingTest.After(log, SmallLog.At(5), TimeSpan.FromHours(20), new BehaviourWeights(), kind => kind == EventKind.Purchase || kind == EventKind.View);

        test.Users.ShouldBe([0]);
        test.Relevant[0].ShouldBe([2]);
        test.ColdUsers.ShouldBe(1);
    }
}
