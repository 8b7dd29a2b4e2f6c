using System.Collections.Concurrent;
using System.Text.Json;
using Taojin.Cluster.Live;
using Taojin.Cluster.Membership;
using Taojin.Data;
using Taojin.Workflows.Rows;

namespace Taojin.Cluster.Rows;

/// <summary>The nodes of a cluster as places where files of rows are made: each makes a share of the partitions, and those of a lost node are made by the others.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="nodes">Who is in it.</param>
public sealed class NodeRows(IGrainFactory grains, NodeList nodes) : IRowPlaces
{
    private const int MostFailures = 3;
    private readonly ConcurrentDictionary<string, int> _failures = [];

    /// <summary>Is told of each file that has come.</summary>
    public Action<FeatureFile>? Came { get; init; }

    /// <inheritdoc />
    public async Task<IReadOnlyList<FeatureFile>> WriteAsync(RowsOrder order, string folder, CancellationToken cancellation)
    {
        var (left, files) = (order.Only.ToHashSet(), new ConcurrentBag<FeatureFile>());
        try
        {
            while (left.Count > 0)
                left.ExceptWith((await Task.WhenAll(Shares(left).Select(share => MadeAsync(share.Node, order with { Only = share.Parts }, (folder, files), cancellation)))).SelectMany(parts => parts));
        }
        finally
        {
            await Task.WhenAll(Present().Select(node => nodes.AnswersAsync(node, () => Of(node).Forget(), CancellationToken.None)));
        }
        return [.. files];
    }

    private IEnumerable<(string Node, int[] Parts)> Shares(IReadOnlySet<int> left)
    {
        var there = Present();
        return there.Length == 0 ? throw new TaojinException("cluster.no-node", "No node of the cluster is left to make rows.", "Start nodes: ./taojin cluster node ADDRESS, then write the rows again.")
            : left.Order().Select((part, place) => (part, there[place % there.Length])).GroupBy(each => each.Item2, each => each.part).Select(share => (share.Key, share.ToArray()));
    }

    /// <summary>Which partitions a node has made and sent: all that were asked of it, or none.</summary>
    private async Task<IReadOnlyList<int>> MadeAsync(string node, RowsOrder order, (string Folder, ConcurrentBag<FeatureFile> Files) to, CancellationToken cancellation)
    {
        var (bytes, outcome) = (JsonSerializer.SerializeToUtf8Bytes(order, PartitionJson.Options), (RowsOutcome?)null);
        if (!await nodes.AnswersAsync(node, async () => outcome = JsonSerializer.Deserialize<RowsOutcome>(await Of(node).Make(bytes), PartitionJson.Options), cancellation) || outcome is null)
            return Failed(node, cancellation);
        if (outcome.Fault is { } fault)
            throw new TaojinException("cluster.rows-refused", $"A node cannot make rows: {fault}", "Write them without --cluster, or mend the node.");
        foreach (var file in outcome.Files)
        {
            if (!await nodes.AnswersAsync(node, () => FetchAsync(node, Path.GetFileName(file.Path), to.Folder), cancellation))
                return Failed(node, cancellation);
            Came?.Invoke(file);
        }
        foreach (var file in outcome.Files)
            to.Files.Add(file);
        return order.Only;
    }

    private int[] Failed(string node, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _failures.AddOrUpdate(node, 1, (_, failures) => failures + 1);
        return [];
    }

    /// <summary>A file is there whole or not at all.</summary>
    private async Task FetchAsync(string node, string name, string folder)
    {
        var path = Path.Combine(folder, name);
        await using (var file = File.Create($"{path}.part"))
            while (await Of(node).Read(name, file.Position) is { Length: > 0 } bytes)
                await file.WriteAsync(bytes);
        File.Move($"{path}.part", path, overwrite: true);
    }

    private IRowNode Of(string node) => grains.GetGrain<IRowNode>(node);

    private string[] Present() => [.. nodes.Workers().Where(node => _failures.GetValueOrDefault(node) < MostFailures)];
}
