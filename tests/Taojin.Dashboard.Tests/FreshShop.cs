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
    private readonly TimeProvider _clock;
    private WebApplication? _app;

    private FreshShop(string? key, string? proxy, TimeProvider clock) => (_key, _clock, Mine) = (key, clock, Mine.Init(Path.Combine(_folder, "shop"), new() { ShopName = "新店", Threads = 1, MemoryLimitGb = 0.5, Server = new() { TrustedProxies = proxy ?? "" } }));

    public Mine Mine { get; }

    public string Address => ShopServer.AddressOf(_app!);

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <param name="key">The owner's key; null asks for none.</param>
    /// <param name="proxy">The proxy that is trusted; null for none.</param>
    /// <param name="clock">The server's clock; the system's when null.</param>
    public static async Task<FreshShop> Open(string? key = null, string? proxy = null, TimeProvider? clock = null)
    {
        var shop = new FreshShop(key, proxy, clock ?? TimeProvider.System);
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
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        for (var left = 50; !IsDeleted() && left > 0 && await timer.WaitForNextTickAsync(CancellationToken.None);)
            left--; // a mining that was under way may still write down what came of it
    }

    private bool IsDeleted()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task Serve(int port)
    {
        _app = ShopServer.Build(LiveShop.Open(Mine, new Prepare(Mine).Run().Log, 1), _clock, new() { Port = port, ApiKey = _key });
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }
}
