using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Data;
using Taojin.Server;
using Taojin.Storage;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Cli.Verbs;

/// <summary>Answers over HTTP until it is stopped.</summary>
internal sealed class ServeVerb : IVerb
{
    public int Place => 90;

    public Command Build()
    {
        var address = new Option<string?>("--address") { Description = "Address to listen on (default: server.address of taojin.toml, the loopback); beyond the loopback there must be a key (./taojin keys add, or TAOJIN_API_KEY)" };
        var port = PortOption();
        var asOf = new Option<bool>("--as-of-log-end") { Description = "Let the clock start at the end of the log: for logs of another year" };
        var cluster = new Option<string?>("--cluster") { Description = "Be a node of a cluster too, such as postgres://user:${SHOP_PASSWORD}@host:5432/shop or redis://db-host:6379: take part in training and, with a store in PostgreSQL, keep the live state of a share of the users" };
        var arguments = new ClusterArguments();
        return new Command("serve", "Answer over HTTP: events, recommendations, predictions") { address, port, asOf, cluster, arguments.Address, arguments.Port, arguments.Name }.Does(async (parsed, screen, cancellation) =>
        {
            var folder = parsed.GetValue(CommandLine.Workspace)!.FullName;
            var settings = Workspace.SettingsOf(folder);
            var options = Options(settings, parsed.GetValue(address), parsed.GetValue(port));
            using var serving = await OpenedAsync(() => ServingShop.Open(() => OpenShop.Of(parsed, parsed.GetValue(asOf), endsOld: true), parsed.GetValue(cluster) is not { } members ? null
                : opened => ServingNode.Join(parsed, members, (arguments, settings.Store, opened.Mine.Workspace.Pseudonyms))), options, (settings, folder));
            var (shop, node) = (serving.Shop, serving.Node);
            if (node is not null && settings.Store.Length > 0)
                shop.Live.Ask(node.Owners);
            await RunAsync((shop.Mine, shop.Live), screen, options with { ClusterPages = node?.Pages }, cancellation);
        });
    }

    public static Option<int?> PortOption() => new("--port") { Description = "Port to listen on (default: server.port of taojin.toml); 0 takes any free one" };

    /// <summary>What the command line says, else what the shop's settings say.</summary>
    public static ServerOptions Options(WorkspaceSettings settings, string? address, int? port)
    {
        var key = Environment.GetEnvironmentVariable("TAOJIN_API_KEY");
        return IPAddress.TryParse(address ?? settings.ServerAddress, out var parsed)
            ? new() { Address = parsed, Port = port ?? settings.ServerPort, ApiKey = key, OpensFirstPage = true }
            : throw new TaojinException("server.address", $"'{address ?? settings.ServerAddress}' is no address.", "Give an IP address, such as 127.0.0.1 or ::1.");
    }

    /// <summary>Starts the server, says where it is, and waits for the end.</summary>
    public static async Task RunAsync((Mine Mine, LiveShop Live) shop, Screen screen, ServerOptions options, CancellationToken cancellation)
    {
        await using var server = ShopServer.Build(shop.Live, shop.Mine.Clock, options, AssistantOf.Shop(shop.Mine, shop.Live));
        await StartAsync(server, options, cancellation);
        var url = ShopServer.AddressOf(server);
        using var told = ServedAddress.Tell(shop.Mine.Workspace.Folder, url, shop.Mine.Workspace.Settings);
        screen.Say($"Dashboard: {url}   API: {url}/docs   stop with Ctrl+C", $"看板：{url}   接口文档：{url}/docs   按 Ctrl+C 停止");
        if (options.ClusterPages is not null)
            screen.Say($"Cluster: {url}/cluster/   for keys with the scope admin", $"集群：{url}/cluster/   需要 admin 权限的密钥");
        var stopped = new TaskCompletionSource();
        await using var stop = cancellation.Register(stopped.SetResult);
        await stopped.Task;
        await ShopServer.DrainAsync(server, TimeSpan.FromSeconds(shop.Mine.Workspace.Settings.Server.DrainSeconds));
    }

    /// <summary>Opens the shop and joins the cluster, which may take minutes, while the port says that the server is alive and not ready.</summary>
    private static async Task<ServingShop> OpenedAsync(Func<ServingShop> open, ServerOptions options, (WorkspaceSettings Settings, string Folder) shop)
    {
        if (options.Port == 0)
            return open();
        await using var waiting = WaitingRoom.Build(options, shop.Settings, shop.Folder);
        await StartAsync(waiting, options, CancellationToken.None);
        var opened = await Task.Run(open);
        await waiting.StopAsync();
        return opened;
    }

    private static async Task StartAsync(WebApplication server, ServerOptions options, CancellationToken cancellation)
    {
        try
        {
            await server.StartAsync(cancellation);
        }
        catch (IOException busy)
        {
            throw new TaojinException("server.port-busy", $"Port {options.Port} cannot be listened on: {busy.Message}", "Take another with --port, such as --port 0 for any free one.");
        }
    }
}
