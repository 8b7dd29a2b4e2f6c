using Taojin.Data;
using Taojin.Tests.Shops;

namespace Taojin.Workflows.Tests.Serving;

public sealed class LiveShopTests : IDisposable
{
    private readonly TrainedShop _shop = Shops.OfItsOwn();

    [Fact]
    public void A_list_holds_what_is_new_to_the_user_in_order_of_score_with_reasons_in_both_languages()
    {
        var list = _shop.Live().Recommend(new(_shop.Regular, 10));
        var seen = Touched(_shop.Regular);
        list.Items.Count.ShouldBe(10);
        list.Items.ShouldAllBe(item => !seen.Contains(item.ItemId));
        list.Items.Select(item => item.Score).ShouldBeInOrder(SortDirection.Descending);
        list.Items.Select(item => item.Position).ShouldBe(Enumerable.Range(1, 10));
        list.Items.ShouldAllBe(item => item.Reasons.Count > 0 && item.Reasons[0].Text.StartsWith("because") && item.Reasons[0].TextZh.Contains('因'));
        list.Items.ShouldAllBe(item => item.PurchaseProbability > 0 && item.PurchaseProbability < 1);
        list.Model.ShouldStartWith("recommend/");
    }

    [Fact]
    public void New_events_change_the_next_answers_without_a_retrain()
    {
        var live = _shop.Live();
        var before = live.Recommend(new(_shop.Regular, 5));
        var item = before.Items[^1].ItemId;
        var was = live.Predict(new(_shop.Regular, [item])).Predictions.Single().Probability;
        live.Observe([.. new[] { EventKind.View, EventKind.View, EventKind.Cart }.Select(kind => _shop.Event(_shop.Regular, item, kind))]);
        live.Recommend(new(_shop.Regular, 5)).Items.ShouldAllBe(each => each.ItemId != item);
        live.Predict(new(_shop.Regular, [item])).Predictions.Single().Probability.ShouldBeGreaterThan(was * 3);
    }

    [Fact]
    public void A_new_user_gets_what_is_bought_most_and_after_one_event_a_list_of_their_own()
    {
        var live = _shop.Live();
        var stranger = live.Recommend(new("新用户", 5));
        stranger.IsFallback.ShouldBeTrue();
        stranger.Items.Count.ShouldBe(5);
        live.Observe([_shop.Event("新用户", stranger.Items[0].ItemId, EventKind.Cart)]);
        var known = live.Recommend(new("新用户", 5));
        known.IsFallback.ShouldBeFalse();
        known.Items.Select(item => item.ItemId).ShouldNotBe(stranger.Items.Select(item => item.ItemId));
    }

    [Fact]
    public void What_was_shown_is_in_the_log_when_the_list_is_returned()
    {
        var live = _shop.Live();
        var before = Shown();
        live.Recommend(new(_shop.Regular, 7));
        live.Recommend(new(_shop.Regular, 7, LogShown: false));
        Shown().ShouldBe(before + 7);
    }

    [Fact]
    public void Lists_that_were_shown_are_read_back_with_what_was_taken_from_them()
    {
        var live = _shop.Live();
        _shop.Mine.Workspace.Online.Lists(_ => true).ShouldBeNull();
        var (first, second) = (live.Recommend(new(_shop.Regular, 6)), live.Recommend(new(_shop.Regular, 4)));
        live.Observe([_shop.Event(_shop.Regular, first.Items[2].ItemId, EventKind.View) with { RequestId = first.RequestId }, _shop.Event(_shop.Regular, second.Items[0].ItemId, EventKind.Cart)]);

        var (lists, items) = (_shop.Mine.Workspace.Online.Lists(_ => true).ShouldNotBeNull(), _shop.Prepared.Log.Items.Ids);

        lists.Starts.ShouldBe([0, 6, 10]);
        lists.Users.ShouldAllBe(user => _shop.Prepared.Log.Users.IdAt(user) == _shop.Regular);
        lists.Items.Select(items.IdAt).ShouldBe(first.Items.Concat(second.Items).Select(item => item.ItemId));
        lists.Positions.ShouldBe([1, 2, 3, 4, 5, 6, 1, 2, 3, 4]);
        Enumerable.Range(0, 10).Where(place => lists.TakenAt[place] < Instant.Latest).ShouldBe([2]); // the cart did not come out of a list
    }

    [Fact]
    public void A_shop_opened_anew_answers_as_the_one_that_never_stopped()
    {
        var live = _shop.Live();
        var item = live.Recommend(new(_shop.Regular, 5, LogShown: false)).Items[^1].ItemId;
        live.Observe([_shop.Event(_shop.Regular, item, EventKind.Favorite), _shop.Event("又一位", item, EventKind.View)]);
        var (list, predictions) = (live.Recommend(new(_shop.Regular, 10, LogShown: false)), live.Predict(new(_shop.Regular)));
        _shop.Reopen();
        var anew = _shop.Live();
        anew.Recommend(new(_shop.Regular, 10, LogShown: false)).Items.Select(each => (each.ItemId, each.Score, each.PurchaseProbability))
            .ShouldBe(list.Items.Select(each => (each.ItemId, each.Score, each.PurchaseProbability)));
        anew.Predict(new(_shop.Regular)).Predictions.Select(each => (each.ItemId, each.Probability)).ShouldBe(predictions.Predictions.Select(each => (each.ItemId, each.Probability)));
    }

    [Fact]
    public void A_list_never_holds_what_was_bought_and_is_filled_with_what_was_only_seen()
    {
        var live = _shop.Live();
        var items = _shop.Prepared.Log.Items.Ids.Ids;
        live.Observe([.. items.Select(item => _shop.Event("看遍全店", item, EventKind.View))]);
        live.Observe([.. items.Take(50).Select(item => _shop.Event("看遍全店", item, EventKind.Purchase))]);
        var list = live.Recommend(new("看遍全店", 20));
        list.Items.Count.ShouldBe(20);
        list.Items.ShouldAllBe(item => !items.Take(50).Contains(item.ItemId));
    }

    [Fact]
    public void A_new_visitor_has_probabilities_for_named_items_and_an_unknown_item_is_named()
    {
        var live = _shop.Live();
        live.Predict(new("新访客", ["p1"])).Predictions.Single().Probability.ShouldBeInRange(0, 0.2);
        Should.Throw<TaojinException>(() => live.Predict(new("新访客"))).Code.ShouldBe("user.unknown");
        Should.Throw<TaojinException>(() => live.Predict(new(_shop.Regular, ["没有的商品"]))).Message.ShouldContain("没有的商品");
    }

    public void Dispose() => _shop.Dispose();

    private HashSet<string> Touched(string user)
    {
        var log = _shop.Prepared.Log;
        return [.. Enumerable.Range(0, log.Count).Where(place => log.Users.IdAt(log.User[place]) == user).Select(place => log.Items.Ids.IdAt(log.Item[place]))];
    }

    private long Shown() => _shop.Mine.Workspace.Log.Summary().EventsByKind.GetValueOrDefault("shown");
}
