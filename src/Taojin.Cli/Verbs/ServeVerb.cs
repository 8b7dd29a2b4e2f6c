using System.CommandLine;
using System.Net;
using Taojin.Cli.Screens;
using Taojin.Server;
using Taojin.Workflows.Serving;

namespace Taojin.Cli.Verbs;

/// <summary>Answers over HTTP until it is stopped.</summary>
internal sealed class ServeVerb : IVerb
{
    public int Place => 90;

    public Command Build()
    {
        var address = new Option<IPAddress>("--address") { Description = "Address to listen on; beyond the loopback TAOJIN_API_KEY must be set", DefaultValueFactory = _ => IPAddress.Loopback, CustomParser = result => IPAddress.Parse(result.Tokens[0].Value) };
        var port = new Option<int>("--port") { Description = "Port to listen on; 0 takes any free one", DefaultValueFactory = _ => 8088 };
        var asOf = new Option<bool>("--as-of-log-end") { Description = "Let the clock start at the end of the log: for logs of another year" };
        return new Command("serve", "Answer over HTTP: events, recommendations, predictions") { address, port, asOf }.Does(async (parsed, screen, cancellation) =>
        {
            using var shop = OpenShop.Of(parsed, parsed.GetValue(asOf));
            await RunAsync(shop.Live, shop.Mine.Clock, screen, new() { Address = parsed.GetValue(address)!, Port = parsed.GetValue(port), ApiKey = Environment.GetEnvironmentVariable("TAOJIN_API_KEY") }, cancellation);
        });
    }

    /// <summary>Starts the server, says where it is, and waits for the end.</summary>
    public static async Task RunAsync(LiveShop shop, TimeProvider clock, Screen screen, ServerOptions options, CancellationToken cancellation)
    {
        await using var server = ShopServer.Build(shop, clock, options);
        await server.StartAsync(cancellation);
        var url = ShopServer.AddressOf(server);
        screen.Say($"Serving on {url}   API: {url}/docs   stop with Ctrl+C", $"服务地址 {url}   接口文档：{url}/docs   按 Ctrl+C 停止");
        var stopped = new TaskCompletionSource();
        await using var stop = cancellation.Register(stopped.SetResult);
        await stopped.Task;
        await server.StopAsync(CancellationToken.None);
    }
}
