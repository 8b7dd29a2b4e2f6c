namespace Taojin.Data.Tests;

/// <summary>A log of ten events, counted by hand.</summary>
public sealed class DataQualityTests
{
    private static readonly ShopCalendar Shanghai = new(TimeSpan.FromHours(8));

    private static readonly Catalogue Items = new()
    {
        Ids = new Vocabulary(["手机", "耳机", "never-touched", "充电器"]),
        Categories = new Vocabulary(["数码 > 手机", "数码 > 配件", "unused"]),
        Category = [0, 1, 2],
        Title = ["手机 128G", null, "x"],
    };

    private static readonly ShopLog Log = SmallLog.Of(
        Items,
        (0, 0, EventKind.Shown, 0), (0, 0, EventKind.View, 0), (0, 0, EventKind.View, 0), (0, 0, EventKind.Purchase, 0.4), (1, -1, EventKind.Search, 1),
        (1, 1, EventKind.Shown, 1), (1, 1, EventKind.Purchase, 2), (0, 3, EventKind.Cart, 49), (0, 3, EventKind.Purchase, 50), (0, 0, EventKind.Purchase, 50));

    private static readonly DataQuality Counted = DataQuality.Of(Log, Shanghai);

    [Fact]
    public void Events_users_items_and_pairs_are_counted()
    {
        (Counted.Events, Counted.Users, Counted.Items, Counted.Pairs, Counted.Buyers).ShouldBe((10, 2, 3, 3, 2));
        Counted.EventsByKind.ShouldBe([2, 2, 1, 0, 1, 4, 0, 0, 0]);
        Counted.Of(EventKind.Purchase).ShouldBe(4);
    }

    [Fact]
    public void A_purchase_can_be_foreseen_when_the_user_had_touched_the_item_and_being_shown_it_is_no_touch() => Counted.ForeseeablePurchases.ShouldBe(3);

    [Fact]
    public void An_equal_event_of_the_same_moment_is_a_repeat() => Counted.Repeats.ShouldBe(1);

    [Fact]
    public void Visits_are_parted_by_half_an_hour() => Counted.Sessions.ShouldBe(5); // 用户0: 0–0.4, 49, 50; 用户1: 1, 2

    [Fact]
    public void Shares_say_how_much_is_known()
    {
        Counted.CategoryShare.ShouldBe(7 / 10.0);
        Counted.Categories.ShouldBe(2);
        Counted.TitleShare.ShouldBe(1 / 3.0);
        Counted.PriceShare.ShouldBe(0);
        Counted.MedianEventsPerUser.ShouldBe(5); // 7 and 3
        Counted.TopTenthShare.ShouldBe(5 / 9.0); // one item of three: 5 of 9 events with an item
    }

    [Fact]
    public void Days_are_those_of_the_shop_and_the_empty_ones_are_there() => Counted.Days.ShouldBe(
        [new(new(2023, 11, 15), 7, 2), new(new(2023, 11, 16), 0, 0), new(new(2023, 11, 17), 3, 2)]);

    [Fact]
    public void Prices_are_counted_where_there_are_some()
    {
        var priced = new ShopLog { Users = Log.Users, Items = Items, User = Log.User, Item = Log.Item, Kind = Log.Kind, Time = Log.Time, Price = [1, 2, float.NaN, 4, 5, 6, 7, 8, 9, float.NaN] };

        DataQuality.Of(priced, Shanghai).PriceShare.ShouldBe(7 / 10.0); // of ten one has no item
    }

    [Fact]
    public void An_empty_log_is_all_zeros()
    {
        var nothing = DataQuality.Of(Log.Slice(0, 0), Shanghai);

        (nothing.Events, nothing.Pairs, nothing.Sessions, nothing.Days.Count, nothing.Hours).ShouldBe((0, 0, 0, 0, 0));
        new[] { nothing.CategoryShare, nothing.PriceShare, nothing.TitleShare, nothing.MedianEventsPerUser, nothing.TopTenthShare }.ShouldAllBe(value => value == 0);
        (Counted.Start, Counted.End, Counted.Hours).ShouldBe((SmallLog.At(0), SmallLog.At(50), 50));
    }
}
