using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Taojin.Server.Access;
using Taojin.Tests.Shops;
using Taojin.Workflows.Serving;

[assembly: AssemblyFixture(typeof(TrainedShop))]
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)] // all write into one shop, so one after the other

namespace Taojin.Server.Tests;

/// <summary>A real server on a free port of the loopback, over a live shop of the test's own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningServer(WebApplication app, string? key)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new(ShopServer.AddressOf(app)) };
        if (key is not null)
            Client.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<RunningServer> Start(TrainedShop shop, Workflows.Service.Assistant assistant)
    {
        var app = ShopServer.Build(shop.Live(), shop.Clock, new() { Port = 0 }, assistant);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, null);
    }

    public static Task<RunningServer> Start(TrainedShop shop, string? serverKey = null, string? clientKey = null) =>
        Start((shop.Live(), shop.Clock), new() { Port = 0, ApiKey = serverKey }, clientKey);

    public static async Task<RunningServer> Start((LiveShop Live, TimeProvider Clock) shop, ServerOptions options, string? clientKey)
    {
        var app = ShopServer.Build(shop.Live, shop.Clock, options);
        if (options.Logs is not null)
            app.MapGet("/fault/{id}", string (string id) => throw new InvalidDataException($"Nothing can be done for {id}.")).Needs(Storage.Access.AccessScopes.Read);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, clientKey);
    }

    public async Task<(int Status, JsonElement Body)> Get(string path) => await Read(await Client.GetAsync(path, TestContext.Current.CancellationToken));

    public async Task<(int Status, JsonElement Body)> Post(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return await Read(await Client.PostAsync(path, content, TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static async Task<(int, JsonElement)> Read(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return ((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone());
        }
    }
}
