using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Evaluation;

/// <summary>What each split takes out of the past, by hand; what is relevant is never in the past.</summary>
public sealed class RankingSplitTests
{
    private static readonly FitContext Context = new();

    /// <summary>User 0 goes 0 1 2 1 (last touch: 0 2 1), user 1 goes 2 0, user 2 has item 1 alone.</summary>
    private static readonly Interactions Small = Interactions.Of(
        SmallLog.Of((0, 0, EventKind.View, 0), (0, 1, EventKind.View, 1), (0, 2, EventKind.View, 2), (1, 2, EventKind.View, 3), (1, 0, EventKind.View, 4), (0, 1, EventKind.View, 5), (2, 1, EventKind.View, 6)), new());

    [Fact]
    public void The_last_item_goes_with_all_its_events_and_a_single_one_stays()
    {
        var test = LeaveLastOut.Test(Small);

        test.Users.ShouldBe([0, 1]);
        test.Relevant.ShouldBe([[1], [0]]);
        test.Past.Matrix.Columns.ToArray().ShouldBe([0, 2, 2, 1]);
        test.Past.Sequences.ItemsOf(0).ToArray().ShouldBe([0, 2]);
        test.Past.Sequences.ItemsOf(2).ToArray().ShouldBe([1]);
        (test.Split.Name, test.HidesSeen).ShouldBe(("leave-last-out", true));
    }

    [Fact]
    public void Validation_is_the_last_item_but_one_and_does_not_know_the_last()
    {
        var validation = LeaveLastOut.Validation(Small);

        validation.Users.ShouldBe([0]);
        validation.Relevant.ShouldBe([[2]]);
        validation.Past.Matrix[0].Columns.ToArray().ShouldBe([0]);
        validation.Past.Matrix[1].Columns.ToArray().ShouldBe([2], "its last item is taken out, its first is learned from");
    }

    [Fact]
    public void Prefixes_keep_the_order_of_last_touch_and_count_repeats()
    {
        var test = SessionSplit.Of(Small, [[2], [2, 0, 2]], [0, 1]);

        test.Histories![1].Select(each => (each.Item, each.Weight)).ShouldBe([(0, 1f), (2, 2f)]);
        test.Histories[1].Select(each => each.LastTime).ShouldBeInOrder();
        test.Relevant.ShouldBe([[0], [1]]);
        test.HidesSeen.ShouldBeFalse();
    }

    [Fact]
    public void Only_visits_that_start_after_the_cut_are_asked()
    {
        var log = SmallLog.Of((0, 0, EventKind.View, 0), (0, 1, EventKind.View, 1), (1, 2, EventKind.View, 20), (1, 0, EventKind.View, 21), (0, 1, EventKind.View, 22), (1, 1, EventKind.View, 23));

        var test = SessionSplit.After(log, SmallLog.At(10), TimeSpan.FromHours(5), new());

        test.Histories!.Select(history => history.Select(each => each.Item)).ShouldBe([[2], [2, 0]]);
        test.Relevant.ShouldBe([[0], [1]]);
        SessionSplit.After(log, SmallLog.At(1), TimeSpan.FromHours(5), new()).Users.Length.ShouldBe(2, "the visit that was under way at the cut is not asked");
    }

    [Fact]
    public void Held_out_users_are_not_in_the_past_and_nothing_of_theirs_is_lost()
    {
        var all = TwoTastes.Shop();

        var test = HeldOutUsers.Of(all, userShare: 0.3, testShare: 0.2, Context);

        test.Users.Length.ShouldBeInRange(48, 96);
        for (var row = 0; row < test.Users.Length; row++)
        {
            test.Past.Matrix[test.Users[row]].Count.ShouldBe(0);
            test.Past.Sequences.ItemsOf(test.Users[row]).Length.ShouldBe(0);
            test.Relevant[row].Concat(test.Histories![row].Select(each => each.Item)).Order().ShouldBe(all.Matrix[test.Users[row]].Columns.ToArray());
            test.Relevant[row].Length.ShouldBe(2, "a fifth of nine, rounded");
        }
        RankingEvaluation.Evaluate(new ItemKnn(new()).Fit(test.Past, Context), test, Context)["Recall@10"].Value.ShouldBe(1);
    }

    [Fact]
    public void A_random_split_parts_each_users_items_and_the_same_seed_gives_the_same()
    {
        var all = TwoTastes.Shop();

        var (test, again) = (RandomSplit.Of(all, 0.25, Context), RandomSplit.Of(all, 0.25, Context));

        for (var row = 0; row < test.Users.Length; row++)
            test.Relevant[row].Concat(test.Past.Matrix[test.Users[row]].Columns.ToArray()).Order().ShouldBe(all.Matrix[test.Users[row]].Columns.ToArray());
        test.Relevant.ShouldAllBe(items => items.Length == 2);
        again.Relevant.ShouldBe(test.Relevant);
        RandomSplit.Of(all, 0.25, new FitContext { Seed = 7 }).Relevant.SelectMany(items => items).ShouldNotBe(test.Relevant.SelectMany(items => items));
    }
}
