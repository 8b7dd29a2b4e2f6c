using System.Collections.Concurrent;
using System.Text.Json;
using Taojin.Cluster.Live;
using Taojin.Cluster.Membership;
using Taojin.Data;
using Taojin.Workflows.Tuning;

namespace Taojin.Cluster.Trials;

/// <summary>The nodes of a cluster as places where trials are judged, one a node; a trial of a lost node is judged by another.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="nodes">Who is in it.</param>
public sealed class NodeTrials(IGrainFactory grains, NodeList nodes) : ITrialPlaces, IDisposable
{
    private const int MostFailures = 3;
    private readonly ConcurrentDictionary<string, bool> _busy = [];
    private readonly ConcurrentDictionary<string, int> _failures = [];

    /// <inheritdoc />
    public int Count => Math.Max(1, Present().Length);

    /// <inheritdoc />
    public async Task<TrialOutcome> JudgeAsync(TrialOrder order, CancellationToken cancellation)
    {
        var (bytes, answer) = (JsonSerializer.SerializeToUtf8Bytes(order, PartitionJson.Options), Array.Empty<byte>());
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var node = Free();
            var isDone = await nodes.AnswersAsync(node, async () => answer = await grains.GetGrain<ITrialNode>(node).Judge(bytes), cancellation);
            _busy.TryRemove(node, out _);
            if (isDone && JsonSerializer.Deserialize<TrialOutcome>(answer, PartitionJson.Options) is { } outcome)
                return !outcome.IsRefused ? outcome : throw new TaojinException("cluster.trial-refused", $"A node cannot judge trials: {outcome.Fault}", "Search without --cluster, or mend the node.");
            _failures.AddOrUpdate(node, 1, (_, failures) => failures + 1);
        }
    }

    /// <summary>Lets the nodes throw their copies away.</summary>
    public void Dispose() => Task.WhenAll(Present().Select(node => nodes.AnswersAsync(node, () => grains.GetGrain<ITrialNode>(node).Forget(), CancellationToken.None))).GetAwaiter().GetResult();

    private string[] Present() => [.. nodes.Workers().Where(node => _failures.GetValueOrDefault(node) < MostFailures)];

    /// <summary>A node that judges nothing; when a node was lost meanwhile, one that does: its turn comes.</summary>
    private string Free()
    {
        var there = Present();
        if (there.Length == 0)
            throw new TaojinException("cluster.no-node", "No node of the cluster is left to judge trials.", "Start nodes: ./taojin cluster node ADDRESS, then tune again: trials that are done are kept.");
        foreach (var node in there)
            if (_busy.TryAdd(node, true))
                return node;
        return there[0];
    }
}
