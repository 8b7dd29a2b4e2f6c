using System.Collections.Concurrent;
using Taojin.Cluster.Membership;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Cluster.Training;

/// <summary>Leads a factorisation over the processes of a cluster: the same bits as <see cref="ImplicitAls"/> in one process, on any number of nodes, whatever fails.</summary>
/// <remarks>
/// Rows are solved in blocks while the other side stands, so it does not matter who solves which. A sweep's vectors count only when all of its blocks are
/// done; a block of a lost node is done again from where the sweep began. Vectors are kept after epochs, and a leader that starts anew goes on there.
/// A sweep moves rows·factors·4 bytes to each other node, while the next blocks are solved.
/// </remarks>
/// <param name="grains">The cluster.</param>
/// <param name="nodes">Who is in it.</param>
/// <param name="port">Where this process takes the vectors that make the model.</param>
/// <param name="checkpoint">Where epochs are kept; null keeps none.</param>
public sealed class FactorTraining(IGrainFactory grains, NodeList nodes, BlockPort port, FactorCheckpoint? checkpoint = null)
{
    private const int InFlight = 2;
    private CsrMatrix[] _sides = [];
    private FactorPlan _plan = null!;
    private FactorNodes _there = null!;
    private GatheredVectors _gathered = null!;

    /// <summary>Fits.</summary>
    /// <param name="options">What to learn.</param>
    /// <param name="data">From what.</param>
    /// <param name="context">Seed, progress and cancellation; each node uses its own threads.</param>
    /// <exception cref="Data.TaojinException">cluster.no-node: no node is left in the cluster; cluster.busy: the nodes are held by another leader's fit.</exception>
    public async Task<FactorModel> FitAsync(ImplicitAlsOptions options, Interactions data, FitContext context)
    {
        await port.Fits.WaitAsync(context.Cancellation); // a process leads one fit at a time
        try
        {
            return await LedAsync(options, data, context);
        }
        finally
        {
            port.Fits.Release();
        }
    }

    private async Task<FactorModel> LedAsync(ImplicitAlsOptions options, Interactions data, FitContext context)
    {
        _sides = [data.Matrix, data.Matrix.Transpose()];
        _plan = FactorPlan.Of(nodes.NextName(), options, context.Seed, _sides);
        _there = new(grains, nodes);
        var algorithm = new ImplicitAls(options);
        var kept = checkpoint?.Read(_plan, data.Matrix);
        _gathered = new(_plan, port, kept?.Sides ?? [new(_plan.Rows(BlockId.Users), options.Factors), algorithm.InitialItems(_plan.Rows(BlockId.Items), context)]);
        try
        {
            await SweepAllAsync((kept?.Epoch ?? 0, options.Epochs), data.Matrix, context);
            var model = algorithm.ModelOf(data, (_gathered.Sides[BlockId.Users], _gathered.Sides[BlockId.Items]), context);
            checkpoint?.Delete();
            return model;
        }
        finally
        {
            _gathered.Close();
            await _there.ForgetAsync(_plan.Fit);
        }
    }

    private async Task SweepAllAsync((int Done, int Wanted) epochs, CsrMatrix data, FitContext context)
    {
        _plan = _plan with { Sweep = 2 * epochs.Done };
        await _there.AdmitAsync(_plan, block => Task.FromResult(epochs.Done == 0 && block.Side == BlockId.Users ? [] : _gathered.BytesOf(block)), context.Cancellation);
        for (var epoch = epochs.Done + 1; epoch <= epochs.Wanted; epoch++)
        {
            var isKept = checkpoint?.IsDue == true;
            await SweepAsync(NextSweep(BlockId.Users), isKept, context.Cancellation);
            await SweepAsync(NextSweep(BlockId.Items), isKept || epoch == epochs.Wanted, context.Cancellation);
            if (isKept)
                checkpoint!.Write(_plan, data, epoch, _gathered.Sides);
            context.Progress?.Report(new(ImplicitAls.Card.Name, epoch, epochs.Wanted));
        }
        await SweepAsync(NextSweep(BlockId.Users) with { IsExact = true }, isKept: true, context.Cancellation);
    }

    private SweepId NextSweep(int side) => new(_plan.Fit, _plan.Sweep + 1, side, IsExact: false);

    /// <summary>Improves every block of a side once; blocks of nodes that are lost meanwhile go to those that are left.</summary>
    private async Task SweepAsync(SweepId sweep, bool isKept, CancellationToken cancellation)
    {
        await _there.AdmitAsync(_plan, VectorsOfAsync, cancellation);
        if (isKept)
            _gathered.Begin(sweep);
        var left = _plan.BlocksOf(sweep.Side).ToHashSet();
        while (left.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var owners = _there.Owners();
            var share = left.ToLookup(block => owners[block.Number % owners.Length]);
            var done = await Task.WhenAll(owners.Select(node => ImproveAsync(node, sweep, new(share[node]), isKept, cancellation)));
            left.ExceptWith(done.SelectMany(each => each));
        }
        await _there.CloseAsync(sweep, cancellation);
        _plan = _plan with { Sweep = sweep.Number };
        if (isKept)
            await GatherAsync(sweep.Side);
    }

    /// <summary>One node's share, a block solved while the one before is sent; ends early when the node is lost.</summary>
    private async Task<IEnumerable<BlockId>> ImproveAsync(string node, SweepId sweep, ConcurrentQueue<BlockId> share, bool isKept, CancellationToken cancellation)
    {
        var done = new ConcurrentBag<BlockId>();
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
        {
            while (_there.Has(node) && share.TryDequeue(out var block))
                if (await ImproveAsync(node, (sweep, block, isKept), cancellation))
                    done.Add(block);
        }));
        return done;
    }

    /// <returns>Whether everybody who takes part has the block now.</returns>
    private async Task<bool> ImproveAsync(string node, (SweepId Sweep, BlockId Block, bool IsKept) what, CancellationToken cancellation)
    {
        string[] untold = [];
        var isDone = await _there.TryAsync(
            node,
            async call =>
            {
                if (_there.MustGive(node, what.Block))
                    await call.Give(_plan.Fit, what.Block, RowsOf(what.Block));
                var others = _there.Others(node);
                untold = await call.Improve(what.Sweep, what.Block, what.IsKept ? [.. others, new(nodes.Self, port.Number)] : others);
            },
            cancellation);
        if (isDone && _there.Has(node))
            _there.Lose(untold);
        return isDone && !untold.Any(_there.Has); // of one that was given up meanwhile, what it says of others counts no more: somebody else does the block again
    }

    /// <summary>Blocks that did not come by themselves, as through a wall around this process, are asked for.</summary>
    private async Task GatherAsync(int side)
    {
        foreach (var block in _plan.BlocksOf(side).Where(block => !_gathered.Has(block)))
            _gathered.Set(block, await VectorsOfAsync(block));
        _gathered.End();
    }

    private async Task<byte[]> VectorsOfAsync(BlockId block)
    {
        byte[] bytes = [];
        while (!await _there.TryAsync(_there.Owners()[0], async node => bytes = await node.Vectors(_plan.Fit, block), CancellationToken.None))
        {
            // The next one holds the same.
        }
        return bytes;
    }

    private byte[] RowsOf(BlockId block)
    {
        var (start, count) = _plan.RowsOf(block);
        return RowBytes.Of(_sides[block.Side].RowRange(start, count));
    }
}
