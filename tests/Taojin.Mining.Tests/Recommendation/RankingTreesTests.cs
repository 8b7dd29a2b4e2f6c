using Taojin.Data;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Tests.Learning;
using Taojin.Numerics;
using Taojin.Testing;
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

    [Fact]
    public void With_a_log_candidates_have_what_features_of_items_say_and_events_that_do_not_count_are_not_known()
    {
        var log = GeneratedShop.Of(new() { Users = 150, Items = 60, Days = 10 }).Log;
        RankingTreesModel Fit(BehaviourWeights weights) => new RankingTrees(new() { Members = ["item-knn"] }).Fit(Interactions.Of(log, weights), new() { Threads = 2 });

        Fit(new()).Columns.ShouldContain("item_views_day");
        ItemFolds.Of(Interactions.Of(log, new()), new()).Values.Values.ShouldContain(value => value > 0);
        var bought = ItemFolds.Of(Interactions.Of(log, new() { View = 0, Favorite = 0, Cart = 0, Rate = 0 }), new());
        Enumerable.Range(0, 60).Sum(item => bought.Values[item][bought.Columns.ToList().IndexOf("item_views_day")]).ShouldBe(0);
        Enumerable.Range(0, 60).Sum(item => bought.Values[item][bought.Columns.ToList().IndexOf("item_purchases_day")]).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Where_lists_were_logged_the_order_is_learned_from_what_was_taken_and_not_from_where_it_stood()
    {
        var shop = TwoTastes.Shop();

        Lead(shop).ShouldBeGreaterThan(0); // people go on to what is of their own sort
        Lead(shop.With(Lists(shop))).ShouldBeLessThan(0); // but out of lists they take the other sort, three times as gladly
    }

    [Fact]
    public void What_was_taken_after_a_moment_is_left_alone_before_it()
    {
        var lists = new ShownLists([0, 2, 3], [4, 5], [Day(1), Day(9)], [7, 8, 9], [1, 2, 1], [Day(2), Day(6), Instant.Latest]);

        var before = lists.Before(Day(5));

        before.Users.ShouldBe([4]);
        before.Starts.ShouldBe([0, 2]);
        before.Items.ShouldBe([7, 8]);
        before.TakenAt.ShouldBe([Day(2), Instant.Latest]);
        static Instant Day(int day) => Instant.OfSeconds(86_400L * day);
    }

    [Theory]
    [InlineData("天气")]
    [InlineData("ranking-trees")]
    [InlineData("logistic")]
    public void A_member_that_cannot_retrieve_is_refused(string member) =>
        Should.Throw<TaojinException>(() => new RankingTrees(new() { Members = [member] }).Fit(TwoTastes.Shop(), new()));

    /// <summary>How far the item of the own sort that is left to find is before those of the other sort, on average over users.</summary>
    private static double Lead(Interactions data)
    {
        var (model, scores, lead) = (new RankingTrees(new() { Members = ["item-knn"], RowsPerLeaf = 20 }).Fit(data, new() { Threads = 1 }), new float[data.Items.Count], 0.0);
        for (var user = 0; user < 40; user++)
        {
            model.Score(user, scores);
            lead += scores[TwoTastes.AnswerFor(user)] - Enumerable.Range(0, scores.Length).Where(item => item % 2 != user % 2).Average(item => scores[item]);
        }
        return lead;
    }

    /// <summary>Six items a list, those of the own sort mostly on top; a place is looked at with probability one over its number.</summary>
    private static ShownLists Lists(Interactions shop)
    {
        var (starts, users, times) = (new List<int> { 0 }, new List<int>(), new List<Instant>());
        var (items, positions, taken) = (new List<int>(), new List<int>(), new List<Instant>());
        for (var list = 0; list < 3000; list++)
        {
            var (chance, user, time) = (SplitMix64.Stream(5, "ranking-trees-tests", list), list % shop.Users.Count, shop.AsOf - TimeSpan.FromSeconds(4000 - list));
            var shown = Enumerable.Range(0, shop.Items.Count).Select(item => (Item: item, Order: chance.NextDouble() - (item % 2 == user % 2 ? 0.2 : 0))).OrderBy(each => each.Order).Take(6).ToArray();
            foreach (var (place, (item, _)) in shown.Index())
            {
                items.Add(item);
                positions.Add(place + 1);
                taken.Add(chance.NextDouble() < (item % 2 == user % 2 ? 0.3 : 0.9) / (place + 1) ? time + TimeSpan.FromSeconds(1) : Instant.Latest);
            }
            users.Add(user);
            times.Add(time);
            starts.Add(items.Count);
        }
        return new([.. starts], [.. users], [.. times], [.. items], [.. positions], [.. taken]);
    }
}
