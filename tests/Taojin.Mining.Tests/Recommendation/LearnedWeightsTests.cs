using Taojin.Data;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Recommendation;

public sealed class LearnedWeightsTests
{
    private static readonly Instant Start = Instant.OfSeconds(1_700_000_000);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void The_chance_of_each_kind_is_found_and_weights_stand_in_its_proportion()
    {
        var learned = LearnedWeights.Of(Shop(view: 0.02, favorite: 0.06, cart: 0.20), Day);

        learned.Rows[0].Chance.ShouldBe(0.02, 0.006);
        learned.Rows[1].Chance.ShouldBe(0.06, 0.015);
        learned.Rows[2].Chance.ShouldBe(0.20, 0.03);
        learned.Weights.View.ShouldBe(1);
        learned.Weights.Favorite.ShouldBe(learned.Rows[1].Chance / learned.Rows[0].Chance, 1e-9);
        learned.Weights.Cart.ShouldBe(learned.Rows[2].Chance / learned.Rows[0].Chance, 1e-9);
        learned.Weights.Purchase.ShouldBeGreaterThanOrEqualTo(learned.Weights.Cart);
        learned.Rows.Select(row => row.Source).Take(3).ShouldAllBe(source => source == "learned");
    }

    [Fact]
    public void The_regression_of_one_kind_equals_its_share_but_for_the_ridge()
    {
        var counts = BehaviourCounts.Of(Shop(view: 0.1, favorite: 0.1, cart: 0.1), Day);
        var fit = PairOdds.Fit(counts);
        var (pairs, bought) = counts[1]; // one view and nothing else

        fit.ChanceOf(0).ShouldBe(bought / (double)pairs, 0.02);
    }

    [Fact]
    public void What_is_bought_after_the_log_ends_and_what_is_set_by_hand_change_nothing_else()
    {
        var log = Shop(0.02, 0.06, 0.20);

        var learned = LearnedWeights.Of(log, Day, new(Cart: 7, Rate: 2));

        learned.Weights.Cart.ShouldBe(7);
        learned.Weights.Rate.ShouldBe(2);
        learned.Rows[2].Source.ShouldBe("set");
        learned.Weights.Favorite.ShouldBe(LearnedWeights.Of(log, Day).Weights.Favorite);
    }

    [Fact]
    public void Without_views_the_most_frequent_kind_keeps_its_default_and_a_purchase_is_no_measure()
    {
        var log = Shop(0.02, 0.06, 0.20);
        var log2 = log.Pick([.. Enumerable.Range(0, log.Count).Where(place => log.Kind[place] != EventKind.View && (log.Kind[place] != EventKind.Favorite || place % 2 == 0))]);

        var learned = LearnedWeights.Of(log2, Day);

        learned.Weights.Cart.ShouldBe(new BehaviourWeights().Cart);
        learned.Weights.Favorite.ShouldBe(3 * learned.Rows[1].Chance / learned.Rows[2].Chance, 1e-9);
        learned.Weights.View.ShouldBe(1);
        learned.Rows[0].Source.ShouldBe("default");
    }

    [Fact]
    public void Too_few_purchases_leave_the_defaults()
    {
        var learned = LearnedWeights.Of(Shop(0, 0, 0), Day);

        learned.Weights.ShouldBe(new BehaviourWeights());
        learned.Rows.ShouldAllBe(row => row.Source == "default");
        LearnedWeights.Of(Shop(0, 0, 0).Slice(0, 0), Day).Weights.ShouldBe(new BehaviourWeights());
    }

    [Fact]
    public void Features_hold_nothing_from_after_their_cut()
    {
        var log = new ShopLog
        {
            Users = new Vocabulary(["u"]), Items = new Catalogue { Ids = new Vocabulary(["a", "b"]) },
            User = [0, 0, 0, 0], Item = [0, 0, 0, 1], Kind = [EventKind.View, EventKind.Cart, EventKind.Purchase, EventKind.View],
            Time = [Start, Start + (Day * 1.5), Start + (Day * 1.6), Start + (Day * 2)],
        };

        var counts = BehaviourCounts.Of(log, Day); // cuts at days 1 and 0; at day 1 only the view was there

        counts[1].ShouldBe((1, 1));
        counts.PairsWith(2).ShouldBe(0);
    }

    /// <summary>Each pair is touched once on a day of its own and bought within a day with the chance of what was done.</summary>
    private static ShopLog Shop(double view, double favorite, double cart)
    {
        var chance = new SplitMix64(3);
        var events = new List<(int User, int Item, EventKind Kind, Instant Time)>();
        var kinds = new[] { (EventKind.View, view), (EventKind.Favorite, favorite), (EventKind.Cart, cart) };
        for (var pair = 0; pair < 12_000; pair++)
        {
            var (kind, share) = kinds[pair % 3];
            events.Add((pair / 100, pair % 100, kind, Start + (Day * 9 * chance.NextDouble())));
            for (var day = 10; day < 14; day++) // the last four days are the horizons of the four cuts
                if (chance.NextDouble() < share)
                    events.Add((pair / 100, pair % 100, EventKind.Purchase, Start + (Day * (day + chance.NextDouble()))));
        }
        events.Add((0, 0, EventKind.Shown, Start + (Day * 14)));
        events.Sort((one, other) => one.Time.Microseconds.CompareTo(other.Time.Microseconds));
        return new()
        {
            Users = new Vocabulary(Enumerable.Range(0, 120).Select(user => $"u{user}")), Items = new Catalogue { Ids = new Vocabulary(Enumerable.Range(0, 100).Select(item => $"i{item}")) },
            User = [.. events.Select(each => each.User)], Item = [.. events.Select(each => each.Item)],
            Kind = [.. events.Select(each => each.Kind)], Time = [.. events.Select(each => each.Time)],
        };
    }
}
