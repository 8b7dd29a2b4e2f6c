using Taojin.Dashboard.Tests;
using Taojin.Storage.Service;
using Taojin.Testing.Service;
using Taojin.Tests.Shops;

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
        Shop = TrainedShop.Of("gradient-boosting", "logistic", "popular", "trending", "item-knn", "implicit-als", "linear-text", "common-category");
        await File.WriteAllLinesAsync(Shop.PathOf("documents.jsonl"), LanternShop.DocumentLines());
        ServiceFile.Documents(Shop.Mine.Workspace.Service, Shop.PathOf("documents.jsonl"));
        _served = await Served.Start(Shop);
    }

    public async ValueTask DisposeAsync()
    {
        if (_served is not null)
            await _served.DisposeAsync();
        Shop.Dispose();
    }
}
