using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using Taojin.Cluster.Membership;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;
using Taojin.Storage;

namespace Taojin.Cluster.Training;

/// <summary>Leads a factorisation over the processes of a cluster: the same bits as <see cref="ImplicitAls"/> in one process, on any number of nodes, whatever fails.</summary>
/// <remarks>
/// Rows are solved in blocks while the other side stands, so it does not matter who solves which. A sweep's vectors count only when all of its blocks are
/// done; a block of a lost node is done again from where the sweep began. After each epoch the vectors are kept, and a leader that starts anew goes on there.
/// A sweep moves rows·factors·4 bytes to each other node.
/// </remarks>
/// <param name="grains">The cluster.</param>
/// <param name="nodes">Who is in it.</param>
/// <param name="checkpoint">Where epochs are kept; null keeps none.</param>
public sealed class FactorTraining(IGrainFactory grains, NodeList nodes, FactorCheckpoint? checkpoint = null)
{
    private const int RowsPerBlock = 8192, MostBlocks = 64;
    private readonly ConcurrentDictionary<string, HashSet<BlockId>> _given = []; // nodes that take part, and the blocks whose rows each holds
    private CsrMatrix[] _sides = [];
    private FactorPlan _plan = null!;

    /// <summary>Fits.</summary>
    /// <param name="options">What to learn.</param>
    /// <param name="data">From what.</param>
    /// <param name="context">Seed, progress and cancellation; each node uses its own threads.</param>
    /// <exception cref="TaojinException">No node is left in the cluster.</exception>
    public async Task<FactorModel> FitAsync(ImplicitAlsOptions options, Interactions data, FitContext context)
    {
        _sides = [data.Matrix, data.Matrix.Transpose()];
        var blocks = _sides.Select(side => Math.Clamp(side.RowCount / RowsPerBlock, 1, MostBlocks)).ToArray();
        _plan = new(nodes.NextName(), JsonSerializer.Serialize(options, Snake.Json), options.Factors, [.. _sides.Select(side => side.RowCount)], blocks, 0);
        var algorithm = new ImplicitAls(options);
        var (epoch, start) = checkpoint?.Read(_plan, data.Matrix) ?? (0, [new(_plan.Rows[0], options.Factors), algorithm.InitialItems(_plan.Rows[1], context)]);
        _plan = _plan with { Sweep = 2 * epoch };
        await AdmitAsync(Present(), block => Task.FromResult(MemoryMarshal.AsBytes(Part(start[block.Side], block)).ToArray()), context.Cancellation);
        for (; epoch < options.Epochs; epoch++)
        {
            await SweepAsync(BlockId.Users, isExact: false, context.Cancellation);
            await SweepAsync(BlockId.Items, isExact: false, context.Cancellation);
            checkpoint?.Write(_plan, data.Matrix, epoch + 1, [await VectorsAsync(BlockId.Users), await VectorsAsync(BlockId.Items)]);
            context.Progress?.Report(new(ImplicitAls.Card.Name, epoch + 1, options.Epochs));
        }
        await SweepAsync(BlockId.Users, isExact: true, context.Cancellation);
        var model = algorithm.ModelOf(data, (await VectorsAsync(BlockId.Users), await VectorsAsync(BlockId.Items)), context);
        await Task.WhenAll(_given.Keys.Select(node => Node(node).Forget()));
        checkpoint?.Delete();
        return model;
    }

    /// <summary>Improves every block of a side once; blocks of nodes that are lost meanwhile go to those that are left.</summary>
    private async Task SweepAsync(int side, bool isExact, CancellationToken cancellation)
    {
        var sweep = new SweepId(_plan.Fit, _plan.Sweep + 1, side, isExact);
        await AdmitAsync([.. Present().Where(node => !_given.ContainsKey(node))], VectorsOfAsync, cancellation);
        var left = _plan.BlocksOf(side).ToHashSet();
        while (left.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var owners = Owners(side);
            var share = left.ToLookup(block => owners[block.Number % owners.Length]);
            var done = await Task.WhenAll(owners.Select(node => ImproveAsync(node, sweep, share[node], cancellation)));
            left.ExceptWith(done.SelectMany(each => each));
        }
        await Task.WhenAll(Owners(side).Select(node => TryAsync(node, () => Node(node).Close(sweep), cancellation)));
        _plan = _plan with { Sweep = sweep.Number };
    }

    /// <summary>One node's share, block after block; ends early when the node is lost.</summary>
    private async Task<List<BlockId>> ImproveAsync(string node, SweepId sweep, IEnumerable<BlockId> blocks, CancellationToken cancellation)
    {
        var done = new List<BlockId>();
        foreach (var block in blocks)
        {
            string[] untold = [];
            var others = _given.Keys.Where(other => other != node).ToArray();
            if (!await TryAsync(node, async () => untold = await ImproveAsync(node, sweep, block, others), cancellation))
                break;
            done.Add(block);
            foreach (var lost in untold)
                _given.TryRemove(lost, out _);
        }
        return done;
    }

    private async Task<string[]> ImproveAsync(string node, SweepId sweep, BlockId block, string[] others)
    {
        if (_given.TryGetValue(node, out var held) && held.Add(block))
            await Node(node).Give(block, RowsOf(block));
        return await Node(node).Improve(sweep, block, others);
    }

    /// <summary>Calls a node, and takes it for lost when it fails or leaves the cluster before it answers.</summary>
    private async Task<bool> TryAsync(string node, Func<Task> call, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var (work, gone) = (call(), nodes.GoneAsync(node, end.Token));
        try
        {
            if (await Task.WhenAny(work, gone) == work)
            {
                await work;
                return true;
            }
        }
        catch (Exception fault) when (fault is Orleans.Runtime.SiloUnavailableException or Orleans.Runtime.OrleansMessageRejectionException or TimeoutException or InvalidOperationException)
        {
            // The node is lost to this fit: what it had not finished is done by others.
        }
        finally
        {
            await end.CancelAsync();
        }
        _given.TryRemove(node, out _);
        return false;
    }

    /// <summary>Brings nodes in: the plan, and the vectors of both sides as they count now. One that fails meanwhile stays out.</summary>
    private async Task AdmitAsync(string[] joining, Func<BlockId, Task<byte[]>> vectors, CancellationToken cancellation)
    {
        foreach (var node in joining)
            if (await TryAsync(node, () => BringUpAsync(Node(node), vectors), cancellation))
                _given[node] = [];
    }

    private async Task BringUpAsync(IFactorNode node, Func<BlockId, Task<byte[]>> vectors)
    {
        await node.Open(_plan);
        foreach (var block in _plan.BlocksOf(BlockId.Users).Concat(_plan.BlocksOf(BlockId.Items)))
            await node.Set(block, await vectors(block));
    }

    private async Task<DenseRows> VectorsAsync(int side)
    {
        var rows = new DenseRows(_plan.Rows[side], _plan.Factors);
        foreach (var block in _plan.BlocksOf(side))
            (await VectorsOfAsync(block)).CopyTo(MemoryMarshal.AsBytes(Part(rows, block)));
        return rows;
    }

    private async Task<byte[]> VectorsOfAsync(BlockId block)
    {
        byte[] bytes = [];
        while (!await TryAsync(Owners(block.Side)[0], async () => bytes = await Node(Owners(block.Side)[0]).Vectors(block), CancellationToken.None))
        {
            // The next one holds the same.
        }
        return bytes;
    }

    private string[] Owners(int side) => _given.IsEmpty
        ? throw new TaojinException("cluster.no-node", $"No node of the cluster is left to improve side {side}.", "Start nodes with ./taojin serve --cluster ADDRESS, then train again: it goes on at the last epoch that was kept.")
        : [.. _given.Keys.Order(StringComparer.Ordinal)];

    private string[] Present() => nodes.Shops() is { Length: > 0 } present
        ? present
        : throw new TaojinException("cluster.no-node", "The cluster has no node.", "Start nodes with ./taojin serve --cluster ADDRESS.");

    private IFactorNode Node(string key) => grains.GetGrain<IFactorNode>(key);

    private byte[] RowsOf(BlockId block)
    {
        var (start, count) = _plan.RowsOf(block);
        return RowBytes.Of(_sides[block.Side].RowRange(start, count));
    }

    private Span<float> Part(DenseRows rows, BlockId block)
    {
        var (start, count) = _plan.RowsOf(block);
        return rows.Values.AsSpan(start * _plan.Factors, count * _plan.Factors);
    }
}
