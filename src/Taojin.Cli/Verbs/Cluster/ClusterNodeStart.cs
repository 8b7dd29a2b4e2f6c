using System.CommandLine;
using Taojin.Cli.Screens;
using Taojin.Cluster;
using Taojin.Storage.Privacy;

namespace Taojin.Cli.Verbs.Cluster;

/// <summary>Takes part in training until it is stopped.</summary>
internal sealed class ClusterNodeStart : IVerbOf<ClusterVerb>
{
    public int Place => 10;

    public Command Build()
    {
        var cluster = new Argument<string>("cluster") { Description = "Where the nodes find one another: redis://db-host:6379, or the PostgreSQL of the shop, postgres://user:${SHOP_PASSWORD}@host:5432/shop" };
        var threads = new Option<int?>("--threads") { Description = "At most so many threads for training (default: all of the machine)" };
        var store = new Option<string?>("--store") { Description = "The PostgreSQL that holds the shop's log, such as postgres://user:${SHOP_PASSWORD}@host:5432/shop: then the node also takes events and keeps the live state of its part of the users (default: the cluster's address when that is a PostgreSQL)" };
        var arguments = new ClusterArguments();
        return new Command("node", "Join a cluster and take part in training until stopped; with --store, keep live state too") { cluster, threads, store, arguments.Address, arguments.Port, arguments.Name }.Does(async (parsed, screen, cancellation) =>
        {
            var options = arguments.Of(parsed, parsed.GetValue(cluster)!);
            options = options with { Threads = parsed.GetValue(threads) ?? options.Threads, Store = parsed.GetValue(store) ?? options.StoreOfMembers, Names = Pseudonyms.OfKeys(Environment.GetEnvironmentVariable("TAOJIN_PSEUDONYM_KEY")), Algorithms = ShopFolder.Algorithms };
            using var node = await ClusterNode.StartAsync(options, TimeProvider.System, cancellation);
            screen.Say($"Node {options.Address}:{options.Port} of cluster {options.Name} is ready   stop with Ctrl+C", $"集群 {options.Name} 的节点 {options.Address}:{options.Port} 已就绪   按 Ctrl+C 停止");
            var stopped = new TaskCompletionSource();
            await using var stop = cancellation.Register(stopped.SetResult);
            await stopped.Task;
            await node.StopAsync(CancellationToken.None);
        });
    }
}
