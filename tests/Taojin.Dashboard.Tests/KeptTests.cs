using System.Text.Json;
using Taojin.Data;
using Taojin.Server.Dashboard.Reading;
using Taojin.Storage;
using Taojin.Tests.Shops;
using Taojin.Workflows.Serving;

namespace Taojin.Dashboard.Tests;

/// <summary>What pages mine is kept on disk, and mined anew when what it was mined from is another.</summary>
public sealed class KeptTests(DemoShop demo, KeptTests.Small small) : IClassFixture<KeptTests.Small>
{
    [Fact]
    public void Whatever_is_mined_comes_back_from_disk_as_it_was()
    {
        var shop = demo.Shop.Live();

        Same(Minings.Queue, shop);
        Same(Minings.Catalogue, shop);
        Same(Minings.Review, shop);
        Same(Minings.Segments, shop);
        Same(Minings.Value, shop);
        Same(Minings.Baskets, shop);
        Same(Minings.Opportunities, shop);
        Same(Minings.Returns, shop);
    }

    [Fact]
    public async Task A_server_shows_at_once_what_one_before_has_kept_and_mines_anew_when_the_log_is_another()
    {
        var mined = small.Shop;
        var (shop, times) = (mined.Live(), 0);
        var count = new Mining<string>("events", mine => mine.Workspace.Browse.Version(), live => $"{live.Mine.Workspace.Log.Summary().Events} events, {++times} times");
        MinedShelf Server() => new(shop, TimeProvider.System) { Before = TimeSpan.Zero };
        var first = await Server().Get(count);

        shop.Observe([mined.Event(mined.Regular, mined.Prepared.Log.Items.Ids.IdAt(0), EventKind.View)]);
        mined.Mine.Workspace.Log.Drain();
        var server = Server();
        var shown = server.Get(count);
        shown.IsCompletedSuccessfully.ShouldBeTrue(); // at once, and mined anew behind it
        (await shown).ShouldBe(first);

        if (server.Look(count).Coming is { } coming) // else it is there already
            await coming.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        var second = await server.Get(count);
        (second, times).ShouldBe(($"{mined.Mine.Workspace.Log.Summary().Events} events, 2 times", 2));
        shown = Server().Get(count);
        (shown.IsCompletedSuccessfully, await shown).ShouldBe((true, second));
    }

    [Fact]
    public async Task Whoever_is_erased_is_in_nothing_that_is_kept()
    {
        var mined = small.Shop;
        var shop = mined.Live();
        var shelf = new Shelf(shop, TimeProvider.System).Mined;
        var people = new Mining<string>("people", mine => mine.Workspace.Browse.Version(), live => string.Join(' ', live.Mine.Workspace.Browse.Users("", 0, 2000).Rows.Select(user => user.UserId)));
        (await shelf.Get(people)).Split(' ').ShouldContain(mined.Regular);
        var file = Path.Combine(mined.Folder, "kept", "people.json");
        File.Exists(file).ShouldBeTrue();

        mined.Mine.Workspace.Privacy.Erase(mined.Regular);
        shop.Forget(mined.Regular);

        File.Exists(file).ShouldBeFalse();
        (await shelf.Get(people)).Split(' ').ShouldNotContain(mined.Regular);
    }

    /// <summary>A shop of which a test may change the log.</summary>
    public sealed class Small : IDisposable
    {
        public TrainedShop Shop { get; } = TrainedShop.Of("popular");

        public void Dispose() => Shop.Dispose();
    }

    private static void Same<T>(Mining<T> mining, LiveShop shop)
    {
        var text = JsonSerializer.Serialize(mining.Work(shop), Snake.Json);
        text.Length.ShouldBeGreaterThan(50, mining.Name);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(text, Snake.Json), Snake.Json).ShouldBe(text, mining.Name);
    }
}
