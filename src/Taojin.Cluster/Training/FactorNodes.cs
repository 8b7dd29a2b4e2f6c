using System.Collections.Concurrent;
using Taojin.Cluster.Membership;
using Taojin.Data;

namespace Taojin.Cluster.Training;

/// <summary>The processes that take part in a fit, as its leader sees them. One that fails or leaves the cluster is lost to the fit.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="nodes">Who is in it.</param>
internal sealed class FactorNodes(IGrainFactory grains, NodeList nodes)
{
    private readonly ConcurrentDictionary<string, Held> _there = [];
    private readonly ConcurrentDictionary<string, bool> _opened = [];

    /// <summary>Brings in nodes that are not in yet: the plan, and the vectors of both sides as they count now. One that fails meanwhile, or serves another fit, stays out.</summary>
    /// <param name="plan">The plan, with the sweeps done.</param>
    /// <param name="vectors">Vectors of a block; empty when they are zeros.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="TaojinException">cluster.no-node, cluster.busy: all of them serve another fit.</exception>
    public async Task AdmitAsync(FactorPlan plan, Func<BlockId, Task<byte[]>> vectors, CancellationToken cancellation)
    {
        var present = nodes.Workers();
        if (present.Length == 0)
            throw new TaojinException("cluster.no-node", "The cluster has no node.", "Start nodes: ./taojin cluster node ADDRESS");
        var isBusy = false;
        foreach (var node in present.Where(node => !_there.ContainsKey(node)))
        {
            var port = 0;
            if (!await TryAsync(node, async _ => port = await BringUpAsync(node, plan, vectors), cancellation))
                continue;
            if (port > 0)
                _there[node] = new(port, []);
            isBusy |= port == 0;
        }
        if (isBusy && _there.IsEmpty)
            throw new TaojinException("cluster.busy", "The nodes are in the middle of another training.", "Wait until that one has ended; one that was killed is let go of in a few seconds.");
    }

    /// <summary>Nodes that take part, in a fixed order.</summary>
    public string[] Owners() => _there.IsEmpty
        ? throw new TaojinException("cluster.no-node", "No node of the cluster is left to go on with the fit.", "Start nodes: ./taojin cluster node ADDRESS, then train again: it goes on at the last epoch that was kept.")
        : [.. _there.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether a node takes part.</summary>
    public bool Has(string node) => _there.ContainsKey(node);

    /// <summary>Whom a node must tell of its blocks.</summary>
    public Peer[] Others(string node) => [.. _there.Where(other => other.Key != node).Select(other => new Peer(other.Key, other.Value.Port))];

    /// <summary>Whether a node has not been given the rows of a block yet.</summary>
    public bool MustGive(string node, BlockId block) => _there.TryGetValue(node, out var held) && held.Rows.TryAdd(block, true);

    /// <summary>Goes on without some nodes.</summary>
    public void Lose(string[] lost)
    {
        foreach (var node in lost)
            _there.TryRemove(node, out _);
    }

    /// <summary>Lets the vectors of a sweep count.</summary>
    public Task CloseAsync(SweepId sweep, CancellationToken cancellation) => Task.WhenAll(Owners().Select(node => TryAsync(node, call => call.Close(sweep), cancellation)));

    /// <summary>Ends the fit. Nodes that were lost to it are told too, and not waited for.</summary>
    public async Task ForgetAsync(string fit)
    {
        var there = _there.Keys.ToArray();
        var told = _opened.Keys.Select(node => (node, Task: TryAsync(node, call => call.Forget(fit), CancellationToken.None))).ToArray();
        await Task.WhenAll(told.Where(each => there.Contains(each.node)).Select(each => each.Task));
    }

    /// <summary>Calls a node, and takes it for lost when it fails or leaves the cluster before it answers.</summary>
    public async Task<bool> TryAsync(string node, Func<IFactorNode, Task> call, CancellationToken cancellation)
    {
        if (await nodes.AnswersAsync(node, () => call(grains.GetGrain<IFactorNode>(node)), cancellation))
            return true;
        Lose([node]);
        return false;
    }

    private async Task<int> BringUpAsync(string key, FactorPlan plan, Func<BlockId, Task<byte[]>> vectors)
    {
        var node = grains.GetGrain<IFactorNode>(key);
        var port = await node.Open(plan);
        if (port == 0)
            return port;
        _opened[key] = true;
        foreach (var block in plan.BlocksOf(BlockId.Users).Concat(plan.BlocksOf(BlockId.Items)))
            if (await vectors(block) is { Length: > 0 } given)
                await node.Set(plan.Fit, block, given);
        return port;
    }

    /// <summary>What a node was given.</summary>
    /// <param name="Port">Where it takes blocks.</param>
    /// <param name="Rows">Blocks whose rows it has.</param>
    private sealed record Held(int Port, ConcurrentDictionary<BlockId, bool> Rows);
}
