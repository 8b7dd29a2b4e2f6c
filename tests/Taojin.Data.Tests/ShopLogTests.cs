using CsCheck;

namespace Taojin.Data.Tests;

public sealed class ShopLogTests
{
    private static readonly ShopLog Five = SmallLog.Of(
        (0, 0, EventKind.View, 0), (1, 1, EventKind.Cart, 1), (0, -1, EventKind.Search, 1), (2, 0, EventKind.Purchase, 1), (1, 1, EventKind.Purchase, 5));

    [Fact]
    public void An_event_is_put_together_from_its_columns()
    {
        var happened = Five[3];

        (happened.User, happened.Item, happened.Kind, happened.Time).ShouldBe((2, 0, EventKind.Purchase, SmallLog.At(1)));
        happened.Price.ShouldBe(float.NaN);
        happened.Quantity.ShouldBe(1);
        Five.Users.IdAt(happened.User).ShouldBe("用户2");
        Five.Items.Ids.IdAt(happened.Item).ShouldBe("商品0");
    }

    [Fact]
    public void What_may_be_known_at_a_moment_is_what_came_before_it()
    {
        var past = Five.Before(SmallLog.At(1));

        past.Count.ShouldBe(1);
        past.Users.ShouldBeSameAs(Five.Users);
        Five.Before(SmallLog.At(1) + TimeSpan.FromMicroseconds(1)).Count.ShouldBe(4);
        Five.Before(Instant.Earliest).Count.ShouldBe(0);
        Five.Before(Instant.Latest).Count.ShouldBe(5);
    }

    [Fact]
    public void Counting_before_a_moment_equals_a_plain_loop() => Gen.Select(Gen.Int[0, 9].Array[0, 40], Gen.Int[-1, 10]).Sample((hours, cut) =>
    {
        var log = SmallLog.Of([.. hours.Order().Select(hour => (0, 0, EventKind.View, (double)hour))]);

        log.CountBefore(SmallLog.At(cut)).ShouldBe(hours.Count(hour => hour < cut));
    }, iter: 1000);

    [Fact]
    public void A_run_and_a_choice_of_events_keep_price_and_quantity()
    {
        var log = new ShopLog { Users = Five.Users, Items = Five.Items, User = Five.User, Item = Five.Item, Kind = Five.Kind, Time = Five.Time, Price = [10, 11, float.NaN, 13, 14], Quantity = [1, 2, 3, 4, 5] };

        log.Slice(1, 2).Price.ShouldBe([11, float.NaN]);
        log.Slice(1, 2).Quantity.ShouldBe([2, 3]);
        log.Pick([0, 3, 4]).Price.ShouldBe([10, 13, 14]);
        log.Pick([0, 3, 4]).Time.ShouldBe([log.Time[0], log.Time[3], log.Time[4]]);
        log[4].Price.ShouldBe(14);
    }

    [Fact]
    public void Columns_that_nobody_filled_stay_empty()
    {
        Five.Slice(0, 3).Price.ShouldBeEmpty();
        Five.Pick([1]).Quantity.ShouldBeEmpty();
        Five.Pick([]).Count.ShouldBe(0);
    }

    [Fact]
    public void A_log_without_events_begins_and_ends_at_the_epoch()
    {
        var nothing = Five.Slice(0, 0);

        (nothing.Count, nothing.Start, nothing.End).ShouldBe((0, default(Instant), default(Instant)));
        (Five.Start, Five.End).ShouldBe((SmallLog.At(0), SmallLog.At(5)));
    }
}
