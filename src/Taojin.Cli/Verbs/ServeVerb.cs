using System.CommandLine;
using System.Net;
using Taojin.Cli.Screens;
using Taojin.Data;
using Taojin.Server;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Cli.Verbs;

/// <summary>Answers over HTTP until it is stopped.</summary>
internal sealed class ServeVerb : IVerb
{
    public int Place => 90;

    public Command Build()
    {
        var address = new Option<string?>("--address") { Description = "Address to listen on (default: server.address of taojin.toml, the loopback); beyond the loopback TAOJIN_API_KEY must be set" };
        var port = PortOption();
        var asOf = new Option<bool>("--as-of-log-end") { Description = "Let the clock start at the end of the log: for logs of another year" };
        return new Command("serve", "Answer over HTTP: events, recommendations, predictions") { address, port, asOf }.Does(async (parsed, screen, cancellation) =>
        {
            using var shop = OpenShop.Of(parsed, parsed.GetValue(asOf));
            await RunAsync((shop.Mine, shop.Live), screen, Options(shop.Mine, parsed.GetValue(address), parsed.GetValue(port)), cancellation);
        });
    }

    public static Option<int?> PortOption() => new("--port") { Description = "Port to listen on (default: server.port of taojin.toml); 0 takes any free one" };

    /// <summary>What the command line says, else what the shop's settings say.</summary>
    public static ServerOptions Options(Mine mine, string? address, int? port)
    {
        var (settings, key) = (mine.Workspace.Settings, Environment.GetEnvironmentVariable("TAOJIN_API_KEY"));
        return IPAddress.TryParse(address ?? settings.ServerAddress, out var parsed)
            ? new() { Address = parsed, Port = port ?? settings.ServerPort, ApiKey = key }
            : throw new TaojinException("server.address", $"'{address ?? settings.ServerAddress}' is no address.", "Give an IP address, such as 127.0.0.1 or ::1.");
    }

    /// <summary>Starts the server, says where it is, and waits for the end.</summary>
    public static async Task RunAsync((Mine Mine, LiveShop Live) shop, Screen screen, ServerOptions options, CancellationToken cancellation)
    {
        await using var server = ShopServer.Build(shop.Live, shop.Mine.Clock, options, AssistantOf.Shop(shop.Mine, shop.Live));
        try
        {
            await server.StartAsync(cancellation);
        }
        catch (IOException busy)
        {
            throw new TaojinException("server.port-busy", $"Port {options.Port} cannot be listened on: {busy.Message}", "Take another with --port, such as --port 0 for any free one.");
        }
        var url = ShopServer.AddressOf(server);
        screen.Say($"Dashboard: {url}   API: {url}/docs   stop with Ctrl+C", $"看板：{url}   接口文档：{url}/docs   按 Ctrl+C 停止");
        var stopped = new TaskCompletionSource();
        await using var stop = cancellation.Register(stopped.SetResult);
        await stopped.Task;
        await server.StopAsync(CancellationToken.None);
    }
}
