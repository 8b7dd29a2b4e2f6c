using System.Globalization;
using Taojin.Data;
using Taojin.Tests.Shops;
using Taojin.Workflows.Serving;

namespace Taojin.Workflows.Tests.Serving;

/// <summary>What an import brings into a running shop counts at once, and as it does after a restart.</summary>
public sealed class LiveImportTests(PlacementTests.Own own) : IClassFixture<PlacementTests.Own>
{
    private readonly TrainedShop _shop = own.Shop;

    [Fact]
    public async Task Events_of_a_file_change_the_next_answers_as_a_restart_would()
    {
        var live = _shop.Live();
        var items = live.Recommend(new(_shop.Regular, 6, LogShown: false)).Items.Select(each => each.ItemId).ToArray();
        var end = Instant.Of(_shop.Clock.GetUtcNow());

        Import(Row("新访客", items[2], EventKind.View, end), Row(_shop.Regular, items[0], EventKind.Purchase, end - TimeSpan.FromSeconds(1)), Row(_shop.Regular, items[1], EventKind.Cart, end));
        live.Observe([_shop.Event(_shop.Regular, items[3], EventKind.View)]);

        var list = live.Recommend(new(_shop.Regular, 6, LogShown: false));
        list.Items.ShouldAllBe(each => each.ItemId != items[0] && each.ItemId != items[1]);
        live.Recommend(new("新访客", 5, LogShown: false)).IsFallback.ShouldBeFalse();
        await live.CaughtUp;
        ShouldBeAsOpenedAnew(live);
    }

    [Fact]
    public async Task Late_and_reordered_rows_end_in_the_state_of_a_feed_in_order()
    {
        var live = _shop.Live();
        var items = live.Recommend(new(_shop.Regular, 6, LogShown: false)).Items.Select(each => each.ItemId).ToArray();
        var end = Instant.Of(_shop.Clock.GetUtcNow());
        var before = Answers(live);

        Import([.. Enumerable.Range(0, 40).Select(each => Row(each % 3 == 0 ? "迟到的人" : _shop.Regular, items[each % 5], (EventKind)(1 + (each * 7 % 5)), end - TimeSpan.FromHours(each * 11 % 150)))]);
        live.Observe([_shop.Event(_shop.Regular, items[5], EventKind.Cart)]);
        await live.CaughtUp;
        live.Observe([_shop.Event("迟到的人", items[5], EventKind.Favorite)]);

        Answers(live).ShouldNotBe(before);
        ShouldBeAsOpenedAnew(live);
    }

    [Fact]
    public void Items_and_users_of_a_file_are_known_to_rules_and_lists()
    {
        _shop.Settle("[placements.home]\nfilters = [\"not user.attributes.level = 'guest'\"]\n");
        var live = _shop.Live();
        var first = live.Recommend(new(_shop.Regular, 5, LogShown: false)).Items[0].ItemId;

        Import("items", $"item_id,title,hidden\n{first},不再出售,true\n");
        Import("users", "user_id,attributes\n访客甲,\"{\"\"level\"\":\"\"guest\"\"}\"\n");

        live.TitleOf(first).ShouldBe("不再出售");
        live.Recommend(new(_shop.Regular, 5, LogShown: false)).Items.ShouldAllBe(each => each.ItemId != first);
        live.Recommend(new("访客甲", 5, LogShown: false) { Placement = "home" }).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Live_events_that_come_late_end_in_the_state_of_a_feed_in_order()
    {
        var live = _shop.Live();
        var items = live.Recommend(new(_shop.Regular, 6, LogShown: false)).Items.Select(each => each.ItemId).ToArray();
        var end = Instant.Of(_shop.Clock.GetUtcNow());
        var before = Answers(live);

        live.Observe([.. Enumerable.Range(0, 40).Select(each => _shop.Event(each % 3 == 0 ? "迟到的人" : _shop.Regular, items[each % 5], (EventKind)(1 + (each * 7 % 5))) with { Time = end - TimeSpan.FromHours(each * 11 % 150) })]);
        await live.CaughtUp.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        live.Observe([_shop.Event("迟到的人", items[5], EventKind.Favorite)]);

        Answers(live).ShouldNotBe(before);
        ShouldBeAsOpenedAnew(live);
    }

    [Fact]
    public void A_late_live_event_stands_in_the_history_at_its_own_time()
    {
        var live = _shop.Live();
        var items = live.Recommend(new(_shop.Regular, 3, LogShown: false)).Items.Select(each => each.ItemId).ToArray();

        live.Observe([_shop.Event(_shop.Regular, items[0], EventKind.View)]);
        live.Observe([_shop.Event(_shop.Regular, items[1], EventKind.View) with { Time = Instant.Of(_shop.Clock.GetUtcNow()) - TimeSpan.FromHours(30) }]);

        var list = Scores(live);
        _shop.Reopen();
        Scores(_shop.Live()).ShouldBe(list);
    }

    private void ShouldBeAsOpenedAnew(LiveShop live)
    {
        var answers = Answers(live);
        _shop.Reopen();
        Answers(_shop.Live()).ShouldBe(answers);
    }

    private List<string> Answers(LiveShop live) =>
        [.. new[] { _shop.Regular, "新访客", "迟到的人" }.SelectMany(user => live.Recommend(new(user, 10, LogShown: false)).Items.Select(each => Invariant($"{user} {each.ItemId} {each.Score:R} {each.PurchaseProbability:R}"))),
        .. live.Predict(new(_shop.Regular)).Predictions.Select(each => Invariant($"{each.ItemId} {each.Probability:R}"))];

    private List<string> Scores(LiveShop live) => [.. live.Recommend(new(_shop.Regular, 10, LogShown: false)).Items.Select(each => Invariant($"{each.ItemId} {each.Score:R}"))];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Row(string user, string item, EventKind kind, Instant time) => $"{user},{item},{kind.Name()},{time}";

    private void Import(params string[] rows) => Import("events", $"user_id,item_id,kind,time\n{string.Join('\n', rows)}\n");

    private void Import(string table, string text)
    {
        var path = _shop.PathOf($"{table}-more.csv");
        File.WriteAllText(path, text);
        _shop.Mine.Workspace.Log.Import(new("csv", path) { Table = table }).Rejected.ShouldBe(0);
    }
}
