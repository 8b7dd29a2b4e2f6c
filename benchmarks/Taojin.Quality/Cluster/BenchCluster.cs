using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Taojin.Cluster;
using Taojin.Cluster.Host;
using Taojin.Cluster.Membership;

namespace Taojin.Quality.Cluster;

/// <summary>Redis, nodes of one thread each as processes, and this process as the trainer.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private readonly RedisProcess _redis;
    private readonly List<NodeProcess> _nodes = [];
    private readonly IHost _trainer;

    private BenchCluster(RedisProcess redis, IHost trainer) => (_redis, _trainer) = (redis, trainer);

    public IGrainFactory Grains => _trainer.Services.GetRequiredService<IGrainFactory>();

    public NodeList Nodes => _trainer.Services.GetRequiredService<NodeList>();

    public NodeProcess this[int index] => _nodes[index];

    public static async Task<BenchCluster> StartAsync(int nodes)
    {
        var redis = await RedisProcess.StartAsync();
        var cluster = new BenchCluster(redis, ClusterNode.Build(Options(redis) with { Role = NodeRole.Trainer }));
        for (var node = 0; node < nodes; node++)
            cluster._nodes.Add(await NodeProcess.StartAsync(Options(redis)));
        await cluster._trainer.StartAsync();
        while (cluster.Nodes.Shops().Length < nodes)
            await Task.Delay(50);
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await _trainer.StopAsync();
        _trainer.Dispose();
        foreach (var node in _nodes)
            node.Dispose();
        _redis.Dispose();
    }

    private static ClusterOptions Options(RedisProcess redis) =>
        new() { Membership = redis.Address, Name = "bench", Address = IPAddress.Loopback, Port = RedisProcess.FreePort(), Threads = 1, ProbeEvery = TimeSpan.FromMilliseconds(500) };
}
