using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Taojin.Cluster.Host;
using Taojin.Cluster.Live;
using Taojin.Cluster.Membership;
using Taojin.Cluster.Training;
using Taojin.Storage.Privacy;

namespace Taojin.Cluster.Tests;

/// <summary>A real cluster on this machine: its list of members in Redis or in PostgreSQL, nodes as processes, and this process as the trainer that leads them.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly RedisProcess? _redis;
    private readonly List<NodeProcess> _nodes = [];
    private readonly IHost _trainer;
    private readonly ClusterOptions _options;

    private TestCluster(RedisProcess? redis, IHost trainer, ClusterOptions options) => (_redis, _trainer, _options) = (redis, trainer, options);

    private NodeNetwork? Network { get; init; }

    private string? Key { get; init; }

    public IGrainFactory Grains => _trainer.Services.GetRequiredService<IGrainFactory>();

    public NodeList Nodes => _trainer.Services.GetRequiredService<NodeList>();

    public BlockPort Blocks => _trainer.Services.GetRequiredService<BlockPort>();

    public ClusterShop Shop => _trainer.Services.GetRequiredService<ClusterShop>();

    /// <param name="nodes">How many nodes.</param>
    /// <param name="store">Where the log is, for nodes that keep live state; the list of members is kept there too. Without it, in Redis.</param>
    /// <param name="network">Where nodes stand apart, each behind a cable of its own; null for this machine's own.</param>
    /// <param name="key">The key of pseudonyms; null for none.</param>
    public static async Task<TestCluster> StartAsync(int nodes, string? store = null, NodeNetwork? network = null, string? key = null)
    {
        Assert.SkipUnless(store is not null || RedisProcess.IsInstalled, "redis-server is not here. Install: sudo apt-get install -y redis-server");
        var redis = store is null ? await RedisProcess.StartAsync() : null;
        var options = Options(store ?? redis!.Address.ToString()) with { Store = store, Address = network?.Address ?? IPAddress.Loopback, Names = Pseudonyms.OfKeys(key) };
        var trainer = ClusterNode.Build(options with { Role = NodeRole.Trainer }, TimeProvider.System);
        var cluster = new TestCluster(redis, trainer, options) { Network = network, Key = key };
        await Task.WhenAll(Enumerable.Range(0, nodes).Select(_ => cluster.AddNodeAsync()));
        await trainer.StartAsync();
        await cluster.SeesAsync(nodes);
        return cluster;
    }

    public async Task<NodeProcess> AddNodeAsync()
    {
        var (space, address) = Network is { } network ? network.Add() : (null, IPAddress.Loopback);
        var node = await NodeProcess.StartAsync(_options with { Address = address, Port = RedisProcess.FreePort() }, space, Key);
        lock (_nodes)
            _nodes.Add(node);
        return node;
    }

    public NodeProcess this[int index] => _nodes[index];

    public async Task SeesAsync(int nodes)
    {
        while (Nodes.Workers().Length != nodes)
            await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _trainer.StopAsync();
        _trainer.Dispose();
        foreach (var node in _nodes)
            node.Dispose();
        _redis?.Dispose();
    }

    private static ClusterOptions Options(string membership) => new()
    {
        Membership = membership,
        Name = "tests",
        Address = IPAddress.Loopback,
        Port = RedisProcess.FreePort(),
        Threads = 1,
        ProbeEvery = TimeSpan.FromSeconds(2), // a busy machine must not take a node for dead
    };
}
