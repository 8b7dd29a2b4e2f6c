using Taojin.Data;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Tests.Learning;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Recommendation;

public sealed class RankingTreesContract : RecommenderPromises<RankingTreesContract>, INamesAlgorithm
{
    public static string Name => "ranking-trees";
}

public sealed class RankingTreesTests
{
    [Fact]
    public void Importance_names_what_the_order_was_learned_from()
    {
        var model = new RankingTrees(new() { Members = ["item-knn", "popular"] }).Fit(TwoTastes.Shop(), new() { Threads = 1 });

        model.Columns.ShouldBe(["item-knn.score", "item-knn.rank", "popular.score", "popular.rank", "popularity", "recent_popularity", "item_idle_days", "history_length", "user_idle_days", "category_share"]);
        model.Importance.Sum().ShouldBe(1, 1e-9);
        (model.Importance[0] + model.Importance[1]).ShouldBeGreaterThan(0.5); // only the neighbours know of tastes
    }

    [Fact]
    public void Candidates_stand_before_all_other_items()
    {
        var shop = TwoTastes.Shop();
        var model = new RankingTrees(new() { Members = ["item-knn"], Candidates = 3 }).Fit(shop, new() { Threads = 1 });
        var scores = new float[model.Items.Count];
        model.Score(0, scores);

        scores.Count(score => score >= scores[TwoTastes.AnswerFor(0)] - 20 && score > scores.Order().ElementAt(scores.Length - 4)).ShouldBe(3);
    }

    [Theory]
    [InlineData("天气")]
    [InlineData("ranking-trees")]
    [InlineData("logistic")]
    public void A_member_that_cannot_retrieve_is_refused(string member) =>
        Should.Throw<TaojinException>(() => new RankingTrees(new() { Members = [member] }).Fit(TwoTastes.Shop(), new()));
}
