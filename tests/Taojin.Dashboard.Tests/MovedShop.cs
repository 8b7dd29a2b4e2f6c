using Taojin.Data;
using Taojin.Tests.Shops;
using Taojin.Workflows;

namespace Taojin.Dashboard.Tests;

/// <summary>A shop that has become another one since its models were trained: new goods at new prices, and products in categories where they do not belong.</summary>
public sealed class MovedShop : IAsyncLifetime
{
    /// <summary>Products whose category is wrong.</summary>
    public const int Misplaced = 30;

    private Served? _served;

    public TrainedShop Shop { get; private set; } = null!;

    public string Address => _served!.Address;

    public async ValueTask InitializeAsync()
    {
        Shop = TrainedShop.Of("logistic", "popular", "linear-text", "common-category");
        Train.Run(Shop.Mine, Shop.Prepared, Shop.Request with { Algorithms = ["logistic"] }, "purchase", TestContext.Current.CancellationToken); // and not published
        var (items, log) = (Shop.Prepared.Log.Items, Shop.Prepared.Log);
        string CategoryOf(int item) => items.Categories.IdAt(items.Category[item]);
        var other = Enumerable.Range(0, Misplaced).Select(item => Enumerable.Range(0, items.Count).Select(CategoryOf).First(category => category != CategoryOf(item)));
        await File.WriteAllLinesAsync(Shop.PathOf("misplaced.csv"), ["item_id,title,category", .. other.Select((category, item) => $"错放{item},\"{items.Title[item]}\",\"{category}\"")]);
        Shop.Mine.Workspace.Log.Import(new("csv", Shop.PathOf("misplaced.csv")) { Table = "items" });
        Shop.Clock.Move(TimeSpan.FromDays(4));
        var start = log.End + TimeSpan.FromHours(60);
        Shop.Mine.Workspace.Log.Append([.. log.Users.Ids.Take(400).SelectMany((user, place) => Enumerable.Range(0, 6).Select(nth => new Storage.NewEvent
        {
            UserId = user, ItemId = $"新品{(place + nth) % 40}", Kind = nth % 2 == 0 ? EventKind.Cart : EventKind.Purchase, Price = 9_999, Quantity = 1, Time = start + TimeSpan.FromSeconds((place * 60) + nth),
        }))]);
        _served = await Served.Start(Shop);
    }

    public async ValueTask DisposeAsync()
    {
        if (_served is not null)
            await _served.DisposeAsync();
        Shop.Dispose();
    }
}
