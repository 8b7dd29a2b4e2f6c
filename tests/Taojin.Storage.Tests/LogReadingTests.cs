using Taojin.Data;

namespace Taojin.Storage.Tests;

/// <summary>What models read of items and ratings comes through the log whole.</summary>
public class LogReadingTests : StoreFacts, IDisposable
{
    private readonly Scratch _scratch;

    public LogReadingTests() => _scratch = NewScratch();

    [Fact]
    public void Descriptions_brands_and_attributes_stand_in_the_catalogue_and_long_descriptions_are_cut()
    {
        using var shop = _scratch.Init();
        var described = new string('茶', 1000);
        shop.Import("csv:" + _scratch.File("items.csv", $"item_id,title,description,brand\nt1,龙井,{described},西湖\nt2,碧螺春,,西湖\nt3,,,\n"), request => request with { Table = "items" });

        var items = shop.Log.Read().Items;

        items.Description.ShouldBe([new string('茶', 400), null, null]);
        items.Brand.ShouldBe(["西湖", "西湖", null]);
        items.Brand[0].ShouldBeSameAs(items.Brand[1]);
        items.Attributes.ShouldBeEmpty();
    }

    [Fact]
    public void Ratings_keep_their_values_and_other_events_their_quantities()
    {
        using var shop = _scratch.Init();
        shop.Log.Append([
            Event("甲", "a", EventKind.Rate, 3) with { Value = 4.5f },
            Event("乙", "a", EventKind.Purchase, 2) with { Quantity = 3 },
            Event("甲", "b", EventKind.Rate, 1) with { Value = 2 },
            Event("乙", "b", EventKind.Rate, 4),
            Event("甲", "b", EventKind.View, 5)]);

        var log = shop.Log.Read();

        log.Kind.ShouldBe([EventKind.Rate, EventKind.Purchase, EventKind.Rate, EventKind.Rate, EventKind.View]);
        log.Quantity.ShouldBe([2, 3, 4.5f, float.NaN, 1]);
        shop.Log.Read().Before(log.Time[2]).Quantity.ShouldBe([2, 3]);
    }

    public void Dispose() => _scratch.Dispose();

    private static NewEvent Event(string user, string item, EventKind kind, int hour) => new()
    {
        UserId = user, ItemId = item, Kind = kind, Time = Instant.Of(new DateTimeOffset(2025, 6, 1, hour, 0, 0, TimeSpan.Zero)),
    };
}
