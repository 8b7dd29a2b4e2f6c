using Taojin.Dashboard.Tests;
using Taojin.Storage.Pictures;
using Taojin.Storage.Service;
using Taojin.Testing.Around;
using Taojin.Testing.Service;
using Taojin.Tests.Shops;
using Taojin.Workflows;
using Taojin.Workflows.Service;
using Taojin.Workflows.Serving;

[assembly: AssemblyFixture(typeof(DemoShop))]

namespace Taojin.Dashboard.Tests;

/// <summary>A trained and published shop, served once for all tests that leave it as it is.</summary>
public sealed class DemoShop : IAsyncLifetime
{
    private Served? _served;

    public TrainedShop Shop { get; private set; } = null!;

    public string Address => _served!.Address;

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0"); // trainings in processes of their own inherit it
        Shop = TrainedShop.Of("gradient-boosting", "logistic", "popular", "trending", "item-knn", "implicit-als", "linear-text", "common-category");
        await File.WriteAllLinesAsync(Shop.PathOf("documents.jsonl"), LanternShop.DocumentLines());
        ServiceFile.Documents(Shop.Mine.Workspace.Service, Shop.PathOf("documents.jsonl"));
        foreach (var item in Enumerable.Range(0, 24))
            await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(Shop.Folder, "images")).FullName, $"{Shop.Prepared.Log.Items.Ids.IdAt(item)}.png"), Picture(item / 2));
        await LiveOn();
        _served = await Served.Start(Shop, before: Visit);
    }

    /// <summary>What a shop holds beside its events, and the models that learn from it.</summary>
    private async Task LiveOn()
    {
        foreach (var (table, path) in GeneratedTables.Write(Shop.Truth, Path.GetDirectoryName(Shop.Folder)!))
            Shop.Mine.Workspace.Log.Import(new("csv", path) { Table = table }, null, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(Shop.PathOf("messages.jsonl"), GeneratedMessages.Lines(Shop.Truth));
        ServiceFile.Messages(Shop.Mine.Workspace.Service, Shop.PathOf("messages.jsonl"));
        foreach (var task in new[] { "return-risk", "intent" })
        {
            Train.Run(Shop.Mine, null, new() { Horizon = TimeSpan.FromDays(2) }, task, TestContext.Current.CancellationToken);
            new Publish(Shop.Mine).RunBest(task).ShouldNotBeEmpty(task);
        }
        new MessageTriage(Shop.Mine).Incoming(isWritten: true);
        Shop.Settle(GeneratedTables.Settings);
    }

    /// <summary>Lists are shown to users, who touch some of what they like.</summary>
    private async Task Visit(LiveShop live)
    {
        var lists = await Task.WhenAll(Enumerable.Range(0, 240).Select(user => live.RecommendAsync(new(Shop.Prepared.Log.Users.IdAt(user), 6) { Placement = "home" }).AsTask()));
        live.Observe([.. lists.SelectMany(list => GeneratedVisits.Of(Shop.Truth, list.UserId, [.. list.Items.Select(item => item.ItemId)]).Select(did => Shop.Event(list.UserId, did.ItemId, did.Kind) with { Price = did.Price, RequestId = list.RequestId }))]);
    }

    /// <summary>A disc on a ground, in colours of its own.</summary>
    private static byte[] Picture(int seed)
    {
        const int Side = 64;
        var points = new byte[Side * Side * 3];
        for (var place = 0; place < Side * Side; place++)
            for (var (colour, isIn) = (0, Math.Pow((place % Side) - 32, 2) + Math.Pow((place / Side) - 32, 2) < 100 + (60 * seed)); colour < 3; colour++)
                points[(place * 3) + colour] = (byte)(isIn ? (seed * 67 * (colour + 1)) % 256 : 235 - (seed * 9 * colour % 60));
        return PictureWriter.Png(new(Side, Side, points));
    }

    public async ValueTask DisposeAsync()
    {
        if (_served is not null)
            await _served.DisposeAsync();
        Shop.Dispose();
    }
}
