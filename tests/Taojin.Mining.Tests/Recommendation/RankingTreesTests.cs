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
    public void Candidates_exchange_their_mean_scores_and_all_other_items_keep_theirs()
    {
        var (shop, options) = (TwoTastes.Shop(), new RankingTreesOptions { Members = ["item-knn"] });
        var (ranked, plain) = (new float[shop.Items.Count], new float[shop.Items.Count]);
        new RankingTrees(options).Fit(shop, new() { Threads = 1 }).Score(0, ranked);
        new Blend(new() { Members = ["item-knn"], Weights = [1] }).Fit(shop, new() { Threads = 1 }).Score(0, plain);

        ranked.Order().ShouldBe(plain.Order());
        foreach (var item in shop.Matrix[0].Columns.ToArray())
            ranked[item].ShouldBe(plain[item]);
    }

    [Theory]
    [InlineData("天气")]
    [InlineData("ranking-trees")]
    [InlineData("logistic")]
    public void A_member_that_cannot_retrieve_is_refused(string member) =>
        Should.Throw<TaojinException>(() => new RankingTrees(new() { Members = [member] }).Fit(TwoTastes.Shop(), new()));
}
