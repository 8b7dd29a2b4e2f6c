using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Taojin.Cluster;
using Taojin.Cluster.Host;
using Taojin.Cluster.Live;
using Taojin.Cluster.Membership;
using Taojin.Cluster.Training;
using Taojin.Testing.Servers;

namespace Taojin.Quality.Cluster;

/// <summary>Redis or PostgreSQL, nodes of one thread each as processes, and this process as the trainer.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private readonly RedisProcess? _redis;
    private readonly List<NodeProcess> _nodes = [];
    private readonly IHost _trainer;
    private readonly Place _place;

    private BenchCluster(RedisProcess? redis, IHost trainer, Place place) => (_redis, _trainer, _place) = (redis, trainer, place);

    public IGrainFactory Grains => _trainer.Services.GetRequiredService<IGrainFactory>();

    public NodeList Nodes => _trainer.Services.GetRequiredService<NodeList>();

    public BlockPort Blocks => _trainer.Services.GetRequiredService<BlockPort>();

    /// <summary>Processor time of the nodes and of this process so far.</summary>
    public TimeSpan ProcessorTime => _nodes.Where(node => !node.HasEnded).Aggregate(Environment.CpuUsage.TotalTime, (sum, node) => sum + node.ProcessorTime);

    public NodeProcess this[int index] => _nodes[index];

    public ClusterShop Shop => _trainer.Services.GetRequiredService<ClusterShop>();

    /// <summary>Nodes that find one another in Redis and keep no live state.</summary>
    public static async Task<BenchCluster> StartAsync(int nodes)
    {
        var redis = await RedisProcess.StartAsync();
        return await StartAsync(nodes, redis, new(redis.Address.ToString(), null));
    }

    /// <summary>Nodes of a shop in PostgreSQL; in a network of their own where that may be made, unless TAOJIN_NODE_NETWORK is 0.</summary>
    public static async Task<BenchCluster> StartAsync(int nodes, PostgresServer postgres, string store)
    {
        var network = Environment.GetEnvironmentVariable("TAOJIN_NODE_NETWORK") == "0" ? null : NodeNetwork.TryMake();
        return await StartAsync(nodes, (RedisProcess?)null, new Place(network?.Reached(store) ?? store, network));
    }

    /// <summary>Nodes of a shop in PostgreSQL, in this machine's own network.</summary>
    public static Task<BenchCluster> StartAsync(int nodes, string store) => StartAsync(nodes, (RedisProcess?)null, new Place(store, null));

    public Task AddNodeAsync()
    {
        var (space, address) = _place.Network?.Add() ?? (null, IPAddress.Loopback);
        return StartedAsync(Options(_place) with { Address = address }, space);
    }

    private async Task StartedAsync(ClusterOptions options, string? space) => _nodes.Add(await NodeProcess.StartAsync(options, space));

    private static async Task<BenchCluster> StartAsync(int nodes, RedisProcess? redis, Place place)
    {
        var cluster = new BenchCluster(redis, ClusterNode.Build(Options(place) with { Role = NodeRole.Trainer }, TimeProvider.System), place);
        for (var node = 0; node < nodes; node++)
            await cluster.AddNodeAsync();
        await cluster._trainer.StartAsync();
        while (cluster.Nodes.Workers().Length < nodes)
            await Task.Delay(50);
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await _trainer.StopAsync();
        _trainer.Dispose();
        foreach (var node in _nodes)
            node.Dispose();
        _redis?.Dispose();
        _place.Network?.Dispose();
    }

    private static ClusterOptions Options(Place place) => new()
    {
        Membership = place.Membership,
        Store = place.Membership.StartsWith("postgres:", StringComparison.Ordinal) ? place.Membership : null,
        Name = "bench",
        Address = place.Network?.Address ?? IPAddress.Loopback,
        Port = RedisProcess.FreePort(),
        Threads = 1,
        ProbeEvery = TimeSpan.FromSeconds(1),
    };

    /// <summary>Where the nodes find one another, and what joins them.</summary>
    private sealed record Place(string Membership, NodeNetwork? Network);
}
