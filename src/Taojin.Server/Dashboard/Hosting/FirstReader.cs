using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Taojin.Server.Dashboard.Pages.Overview;
using Taojin.Server.Dashboard.Reading;

namespace Taojin.Server.Dashboard.Hosting;

/// <summary>Opens the first page once, as soon as the server listens, so that the first person does not wait for scripts to be packed and code to be compiled.</summary>
internal sealed class FirstReader(IServer server, IHostApplicationLifetime life, BrowserFiles files, Shelf shelf) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = life.ApplicationStarted.Register(started.SetResult);
        await using var __ = stoppingToken.Register(() => started.TrySetCanceled(stoppingToken));
        try
        {
            await started.Task;
            files.Pack();
            if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(each => each.StartsWith("http://", StringComparison.Ordinal)) is not { } address)
                return; // by TLS the certificate is somebody else's name
            using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(1), BaseAddress = new Uri(address.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "[::1]", StringComparison.Ordinal)) };
            await ((Task)shelf.Get(ShopState.Name, ShopState.Of)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // without it only a page that waits would be opened
            foreach (var path in new[] { "", BrowserFiles.At("boot.js"), "" })
                (await client.GetAsync(path, stoppingToken)).Dispose();
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return; // nobody waits for it
        }
    }
}
