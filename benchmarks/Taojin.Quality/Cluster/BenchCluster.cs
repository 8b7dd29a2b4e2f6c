using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Taojin.Cluster;
using Taojin.Cluster.Host;
using Taojin.Cluster.Live;
using Taojin.Cluster.Membership;
using Taojin.Cluster.Training;

namespace Taojin.Quality.Cluster;

/// <summary>Redis, nodes of one thread each as processes, and this process as the trainer.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private readonly RedisProcess _redis;
    private readonly List<NodeProcess> _nodes = [];
    private readonly IHost _trainer;
    private readonly string? _store;

    private BenchCluster(RedisProcess redis, IHost trainer, string? store) => (_redis, _trainer, _store) = (redis, trainer, store);

    public IGrainFactory Grains => _trainer.Services.GetRequiredService<IGrainFactory>();

    public NodeList Nodes => _trainer.Services.GetRequiredService<NodeList>();

    public BlockPort Blocks => _trainer.Services.GetRequiredService<BlockPort>();

    /// <summary>Processor time of the nodes and of this process so far.</summary>
    public TimeSpan ProcessorTime => _nodes.Where(node => !node.HasEnded).Aggregate(Environment.CpuUsage.TotalTime, (sum, node) => sum + node.ProcessorTime);

    public NodeProcess this[int index] => _nodes[index];

    public ClusterShop Shop => _trainer.Services.GetRequiredService<ClusterShop>();

    public static async Task<BenchCluster> StartAsync(int nodes, string? store = null)
    {
        var redis = await RedisProcess.StartAsync();
        var cluster = new BenchCluster(redis, ClusterNode.Build(Options(redis) with { Role = NodeRole.Trainer }, TimeProvider.System), store);
        for (var node = 0; node < nodes; node++)
            await cluster.AddNodeAsync();
        await cluster._trainer.StartAsync();
        while (cluster.Nodes.Shops().Length < nodes)
            await Task.Delay(50);
        return cluster;
    }

    public async Task AddNodeAsync() => _nodes.Add(await NodeProcess.StartAsync(Options(_redis) with { Store = _store }));

    public async ValueTask DisposeAsync()
    {
        await _trainer.StopAsync();
        _trainer.Dispose();
        foreach (var node in _nodes)
            node.Dispose();
        _redis.Dispose();
    }

    private static ClusterOptions Options(RedisProcess redis) =>
        new() { Membership = redis.Address.ToString(), Name = "bench", Address = IPAddress.Loopback, Port = RedisProcess.FreePort(), Threads = 1, ProbeEvery = TimeSpan.FromSeconds(1) };
}
