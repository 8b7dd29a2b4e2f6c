using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Mining.Purchase;
using Taojin.Testing;

namespace Taojin.Mining.Tests.Purchase;

public sealed class PurchaseRowsTests
{
    private static readonly GeneratedShop Shop = GeneratedShop.Of(new() { Users = 300, Items = 100, Days = 10 });

    [Fact]
    public void Labels_are_purchases_within_the_horizon_after_the_cut_of_pairs_touched_before_it()
    {
        var log = SmallLog.Of((0, 0, EventKind.View, 0), (0, 1, EventKind.View, 1), (1, 0, EventKind.View, 2), (0, 0, EventKind.View, 9),
            (0, 0, EventKind.Purchase, 11), (0, 2, EventKind.Purchase, 12), (1, 0, EventKind.Purchase, 40));
        var split = new PurchaseSplit { TrainCuts = [SmallLog.At(5)], TestCut = SmallLog.At(10), Horizon = TimeSpan.FromHours(24) };

        var test = PurchaseRows.Build(log, split, new(), new(), new()).Test;

        test.Users.Zip(test.Items, test.Labels).ShouldBe([(0, 0, true), (0, 1, false), (1, 0, false)]);
    }

    [Fact]
    public void Rows_of_a_cut_know_nothing_of_later_events()
    {
        var split = PurchaseSplit.Of(Shop.Log.Start, Shop.Log.End);
        var cut = split.TestCut;
        var test = PurchaseRows.Build(Shop.Log, split, new(), new(), new()).Test;
        var replay = new FeatureReplay(Shop.Log.Items, new());
        replay.ObserveRange(Shop.Log, 0, Shop.Log.CountBefore(cut), 1);
        var row = new float[replay.Columns.Count];

        for (var place = 0; place < test.Labels.Length; place += 7)
        {
            replay.Read(test.Users[place], test.Items[place], cut, row);
            test.Features.Values[place].SequenceEqual(row).ShouldBeTrue();
        }
    }

    [Fact]
    public void Negatives_are_down_sampled_and_the_share_is_told()
    {
        var data = PurchaseRows.Build(Shop.Log, PurchaseSplit.Of(Shop.Log.Start, Shop.Log.End), new() { NegativesPerPositive = 3 }, new(), new());

        data.Train.NegativesKept.ShouldBeInRange(0.001, 0.999);
        var negatives = data.Train.Labels.Length - data.Train.PositiveCount;
        (negatives / (double)data.Train.PositiveCount).ShouldBeInRange(1.5, 6);
        data.TrainPairs.ShouldBeGreaterThan(data.Train.Labels.Length);
    }

    [Fact]
    public void The_same_seed_gives_the_same_rows_whatever_the_threads()
    {
        var split = PurchaseSplit.Of(Shop.Log.Start, Shop.Log.End);
        PurchaseData Rows(int threads) => PurchaseRows.Build(Shop.Log, split, new() { NegativesPerPositive = 2 }, new(), new() { Threads = threads });
        var (one, four) = (Rows(1), Rows(4));

        one.Train.Features.Values.Values.AsSpan().SequenceEqual(four.Train.Features.Values.Values).ShouldBeTrue();
        one.Train.Labels.ShouldBe(four.Train.Labels);
    }

    [Fact]
    public void Held_out_pairs_are_judged_and_never_learned_from()
    {
        var cut = Shop.LastMidnight;
        var data = PurchaseRows.HoldOut(Shop.Log, cut, TimeSpan.FromDays(1), pairs => [.. Enumerable.Range(0, pairs.Count).Select(slot => pairs[slot].Left % 5 == 0)], new(new() { NegativesPerPositive = 10_000 }, new(), new()));

        data.Test.Users.ShouldAllBe(user => user % 5 == 0);
        (data.Test.Labels.Length + data.TrainPairs).ShouldBe(data.State.Pairs.Count);
    }

    [Fact]
    public void A_pair_that_was_only_shown_is_no_row_and_showing_does_not_refresh_one()
    {
        var log = SmallLog.Of((0, 0, EventKind.View, 0), (0, 1, EventKind.View, 24 * 39), (0, 0, EventKind.Shown, 24 * 39), (0, 2, EventKind.Shown, 24 * 39), (0, 1, EventKind.View, 24 * 41));
        var split = new PurchaseSplit { TrainCuts = [SmallLog.At(1)], TestCut = SmallLog.At(24 * 40), Horizon = TimeSpan.FromDays(1) };

        PurchaseRows.Build(log, split, new() { LookbackDays = 30 }, new(), new()).Test.Items.ShouldBe([1]);
    }
}
