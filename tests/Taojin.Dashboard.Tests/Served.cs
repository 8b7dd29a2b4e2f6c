using Microsoft.AspNetCore.Builder;
using Taojin.Server;
using Taojin.Tests.Shops;
using Taojin.Workflows.Service;
using Taojin.Workflows.Serving;

namespace Taojin.Dashboard.Tests;

/// <summary>A real server on a free port of the loopback.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Served(WebApplication app) => (_app, Address) = (app, ShopServer.AddressOf(app));

    /// <summary>The program as it was built beside these tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "..", "..", "Taojin.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "taojin");

    public string Address { get; }

    public static async Task<Served> Start(TrainedShop shop, int port = 0, string? key = null, Func<LiveShop, Task>? before = null)
    {
        var live = shop.Live();
        await (before?.Invoke(live) ?? Task.CompletedTask);
        var app = ShopServer.Build(live, shop.Clock, new() { Port = port, ApiKey = key, Program = Program }, new Assistant(shop.Mine, new() { Append = live.Observe }));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true)); // open pages are not waited for
        await _app.DisposeAsync();
    }
}
