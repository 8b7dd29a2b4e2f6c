using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using Orleans.Concurrency;
using Taojin.Cluster.Placement;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;
using Taojin.Storage;

namespace Taojin.Cluster.Training;

/// <inheritdoc cref="IFactorNode" />
/// <remarks>Calls interleave, so that vectors of others arrive while own ones are computed; the computing itself runs beside the grain's own turn.</remarks>
[OnNode, Reentrant]
internal sealed class FactorNode(ClusterOptions options) : Grain, IFactorNode
{
    private readonly ConcurrentDictionary<BlockId, CsrMatrix> _rows = [];
    private FactorPlan? _plan;
    private ImplicitAlsOptions _als = new();
    private DenseRows[] _sides = []; // vectors that count
    private DenseRows[] _next = []; // vectors of the sweep under way
    private (int Sweep, Lazy<AlsSweep> Solver)? _ready;
    private int _sweep;

    public Task Open(FactorPlan plan)
    {
        Clear();
        (_plan, _sweep) = (plan, plan.Sweep);
        _als = JsonSerializer.Deserialize<ImplicitAlsOptions>(plan.Options, Snake.Json)!;
        (_sides, _next) = (NewSides(plan), NewSides(plan));
        return Task.CompletedTask;
    }

    public Task Give(BlockId block, byte[] rows)
    {
        _rows[block] = RowBytes.Read(rows);
        return Task.CompletedTask;
    }

    public async Task<string[]> Improve(SweepId sweep, BlockId block, string[] others)
    {
        if (!IsUnderWay(sweep))
            throw new InvalidOperationException($"Sweep {sweep.Number} of {sweep.Fit} is not under way here.");
        var vectors = await Task.Run(() => Improved(block, sweep.IsExact));
        await Take(sweep, block, vectors);
        var told = await Task.WhenAll(others.Select(other => TryTell(other, sweep, block, vectors)));
        return [.. others.Where((_, place) => !told[place])];
    }

    public Task Take(SweepId sweep, BlockId block, byte[] vectors)
    {
        if (IsUnderWay(sweep))
            MemoryMarshal.Cast<byte, float>(vectors).CopyTo(Span(_next, block));
        return Task.CompletedTask;
    }

    public Task Close(SweepId sweep)
    {
        if (!IsUnderWay(sweep))
            return Task.CompletedTask;
        (_sides[sweep.Side], _next[sweep.Side]) = (_next[sweep.Side], _sides[sweep.Side]); // every block of the side was written
        (_sweep, _ready) = (sweep.Number, null);
        return Task.CompletedTask;
    }

    public Task<byte[]> Vectors(BlockId block) => Task.FromResult(MemoryMarshal.AsBytes(Span(_sides, block)).ToArray());

    public Task Set(BlockId block, byte[] vectors)
    {
        MemoryMarshal.Cast<byte, float>(vectors).CopyTo(Span(_sides, block));
        return Task.CompletedTask;
    }

    public Task Forget()
    {
        Clear();
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private bool IsUnderWay(SweepId sweep) => sweep.Fit == _plan?.Fit && sweep.Number == _sweep + 1;

    private byte[] Improved(BlockId block, bool isExact)
    {
        var sought = new DenseRows(_plan!.RowsOf(block).Count, _plan.Factors, Span(_sides, block).ToArray());
        var context = new FitContext { Threads = options.Threads };
        if (isExact)
            Solver(block.Side).Solve(_rows[block], sought, context);
        else
            Solver(block.Side).Improve(_rows[block], sought, context);
        return MemoryMarshal.AsBytes(sought.Values.AsSpan()).ToArray();
    }

    /// <summary>The square of the side that stands is made once a sweep, by whichever block comes first.</summary>
    private AlsSweep Solver(int side)
    {
        lock (_rows)
        {
            if (_ready?.Sweep != _sweep)
                _ready = (_sweep, new(() => new(_als, _sides[1 - side], options.Threads)));
            return _ready.Value.Solver.Value;
        }
    }

    private async Task<bool> TryTell(string other, SweepId sweep, BlockId block, byte[] vectors)
    {
        try
        {
            await GrainFactory.GetGrain<IFactorNode>(other).Take(sweep, block, vectors);
            return true;
        }
        catch (Exception fault) when (fault is SiloUnavailableException or OrleansMessageRejectionException or TimeoutException)
        {
            return false; // the leader is told, and leads on without that node
        }
    }

    private static DenseRows[] NewSides(FactorPlan plan) => [.. plan.Rows.Select(count => new DenseRows(count, plan.Factors))];

    private Span<float> Span(DenseRows[] sides, BlockId block)
    {
        var (start, count) = _plan!.RowsOf(block);
        return sides[block.Side].Values.AsSpan(start * _plan.Factors, count * _plan.Factors);
    }

    private void Clear()
    {
        _rows.Clear();
        (_plan, _sides, _next, _ready) = (null, [], [], null);
    }
}
