using Taojin.Data;
using Taojin.Workflows.Serving;
using Taojin.Workflows.Serving.Lists;

namespace Taojin.Workflows.Tests.Serving;

/// <summary>What was shown takes no room beyond the last places, and a touch begins the count of an item anew.</summary>
public sealed class ShownItemsTests
{
    private static readonly Instant Start = Instant.Of(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private static readonly Catalogue Items = new() { Ids = new(["茶", "杯"]) };

    [Fact]
    public void An_item_counts_as_left_alone_as_often_as_it_was_shown_since_it_was_touched_last()
    {
        var histories = new UserHistories(new()
        {
            Users = new(["客"]), Items = Items, User = [0, 0, 0], Item = [0, 0, 1], Kind = [EventKind.Shown, EventKind.Shown, EventKind.View],
            Time = [Start - TimeSpan.FromDays(2), Start, Start],
        });
        var counts = new ShownCounts(histories);
        counts.LeftAlone(0, 0, At(60)).ShouldBe(1); // what was shown two days before is forgotten

        Happened(EventKind.Shown, 10);
        Happened(EventKind.Shown, 20);
        counts.LeftAlone(0, 0, At(60)).ShouldBe(3);
        Happened(EventKind.View, 30);
        counts.LeftAlone(0, 0, At(60)).ShouldBe(0);
        Happened(EventKind.Shown, 40);

        counts.LeftAlone(0, 0, At(60)).ShouldBe(1);
        counts.LeftAlone(0, 1, At(60)).ShouldBe(0);
        histories.Of(0).Select(touch => touch.Kind).ShouldBe([EventKind.View, EventKind.View]);

        void Happened(EventKind kind, int second) => histories.Add(new() { User = 0, Item = 0, Kind = kind, Time = At(second), Price = float.NaN, Quantity = 1 });
    }

    [Fact]
    public void The_last_sixty_four_places_are_kept()
    {
        var shown = new ShownItems();
        for (var place = 0; place < 1000; place++)
            shown.Add(place % 100, At(place));

        Enumerable.Range(0, 100).Sum(item => shown.CountOf(item, Start)).ShouldBe(64);
        shown.CountOf(99, Start).ShouldBe(1);
        shown.CountOf(99, At(999)).ShouldBe(0);
    }

    private static Instant At(int second) => Start + TimeSpan.FromSeconds(second);
}
