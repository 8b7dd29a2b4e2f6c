using Microsoft.AspNetCore.Builder;
using Taojin.Server;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Dashboard.Tests;

/// <summary>A shop of which nothing is known yet, served.</summary>
internal sealed class FreshShop : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-fresh-").FullName;
    private readonly string? _key;
    private WebApplication? _app;

    private FreshShop(string? key, string? proxy) => (_key, Mine) = (key, Mine.Init(Path.Combine(_folder, "shop"), new() { ShopName = "新店", Threads = 1, MemoryLimitGb = 0.5, Server = new() { TrustedProxies = proxy ?? "" } }));

    public Mine Mine { get; }

    public string Address => ShopServer.AddressOf(_app!);

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <param name="key">The owner's key; null asks for none.</param>
    /// <param name="proxy">The proxy that is trusted; null for none.</param>
    public static async Task<FreshShop> Open(string? key = null, string? proxy = null)
    {
        var shop = new FreshShop(key, proxy);
        await shop.Serve(0);
        return shop;
    }

    /// <summary>Ends the server and starts another at the same address; open pages are not waited for, as in a power cut.</summary>
    public async Task Restart()
    {
        var port = new Uri(Address).Port;
        await _app!.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        await Serve(port);
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        Mine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Serve(int port)
    {
        _app = ShopServer.Build(LiveShop.Open(Mine, new Prepare(Mine).Run().Log, 1), TimeProvider.System, new() { Port = port, ApiKey = _key });
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }
}
