using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using Orleans.Concurrency;
using Taojin.Cluster.Membership;
using Taojin.Cluster.Placement;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;
using Taojin.Storage;

namespace Taojin.Cluster.Training;

/// <inheritdoc cref="IFactorNode" />
/// <remarks>Calls interleave, and the computing itself runs beside the grain's own turn: while a block is solved, the one before is sent and those of others arrive.</remarks>
[OnNode, Reentrant]
internal sealed class FactorNode(ClusterOptions options, BlockPort port, NodeList nodes) : Grain, IFactorNode, IBlockSink, IDisposable
{
    private readonly ConcurrentDictionary<BlockId, CsrMatrix> _rows = [];
    private readonly ConcurrentBag<SoughtRows> _sought = []; // one is solved while another is sent
    private readonly ConcurrentDictionary<Peer, BlockLine> _lines = [];
    private readonly SemaphoreSlim _solving = new(1);
    private readonly Lock _taking = new();
    private FactorPlan? _plan;
    private ImplicitAlsOptions _als = new();
    private DenseRows[] _sides = []; // vectors that count
    private DenseRows[] _next = []; // vectors of the sweep under way
    private (int Sweep, Lazy<AlsSweep> Solver)? _ready;
    private int _sweep;

    public Task<int> Open(FactorPlan plan)
    {
        if (_plan is { } held && held.Leader != plan.Leader && nodes.Has(held.Leader))
            return Task.FromResult(0);
        Clear();
        (_plan, _sweep) = (plan, plan.Sweep);
        _als = JsonSerializer.Deserialize<ImplicitAlsOptions>(plan.Options, Snake.Json)!;
        (_sides, _next) = (NewSides(plan), NewSides(plan));
        port.Sink = this;
        return Task.FromResult(port.Number);
    }

    public Task Give(string fit, BlockId block, byte[] rows)
    {
        Check(fit);
        _rows[block] = RowBytes.Read(rows);
        return Task.CompletedTask;
    }

    public async Task<string[]> Improve(SweepId sweep, BlockId block, Peer[] others)
    {
        var sought = await SolvedAsync(sweep, block);
        var count = _plan!.RowsOf(block).Count;
        var header = BlockHeader.Of(sweep, block, sought.BytesOf(count).Length);
        Take(header, sought.BytesOf(count));
        var told = await Task.WhenAll(others.Select(other => TryTellAsync(other, header, sought.BytesOf(count))));
        _sought.Add(sought);
        return [.. others.Where((_, place) => !told[place]).Select(other => other.Node)];
    }

    public Task Close(SweepId sweep)
    {
        if (!IsUnderWay(sweep))
            return Task.CompletedTask;
        lock (_taking)
        {
            (_sides[sweep.Side], _next[sweep.Side]) = (_next[sweep.Side], _sides[sweep.Side]); // every block of the side was written
            (_sweep, _ready) = (sweep.Number, null);
        }
        return Task.CompletedTask;
    }

    public Task<byte[]> Vectors(string fit, BlockId block)
    {
        Check(fit);
        return Task.FromResult(MemoryMarshal.AsBytes(Span(_sides, block)).ToArray());
    }

    public Task Set(string fit, BlockId block, byte[] vectors)
    {
        Check(fit);
        MemoryMarshal.Cast<byte, float>(vectors).CopyTo(Span(_sides, block));
        return Task.CompletedTask;
    }

    public Task Forget(string fit)
    {
        if (fit == _plan?.Fit)
        {
            Clear();
            DeactivateOnIdle();
        }
        return Task.CompletedTask;
    }

    public bool Expects(BlockHeader header) => _plan?.Has(header) == true;

    public bool Take(BlockHeader header, ReadOnlyMemory<byte> vectors) => Take(header.Fit, (header.Sweep, header.Block), MemoryMarshal.Cast<byte, float>(vectors.Span));

    public void Dispose() => _solving.Dispose();

    private void Check(string fit)
    {
        if (fit != _plan?.Fit)
            throw new InvalidOperationException($"Fit {fit} is not open here.");
    }

    private bool IsUnderWay(SweepId sweep) => sweep.Fit == _plan?.Fit && sweep.Number == _sweep + 1;

    /// <summary>Takes the vectors of a block; those of any sweep but the one under way are late, and let fall.</summary>
    private bool Take(ulong fit, (int Sweep, BlockId Block) of, ReadOnlySpan<float> vectors)
    {
        lock (_taking)
        {
            if (_plan is null || fit != BlockHeader.HashOf(_plan.Fit) || of.Sweep != _sweep + 1)
                return false;
            vectors.CopyTo(Span(_next, of.Block));
            return true;
        }
    }

    /// <summary>Solves a block when those before it are solved, whether or not they have been sent.</summary>
    private async Task<SoughtRows> SolvedAsync(SweepId sweep, BlockId block)
    {
        await _solving.WaitAsync();
        try
        {
            if (!IsUnderWay(sweep))
                throw new InvalidOperationException($"Sweep {sweep.Number} of {sweep.Fit} is not under way here.");
            var sought = _sought.TryTake(out var used) ? used : new SoughtRows(_plan!.MostRows, _plan.Factors);
            await Task.Run(() => Improve(block, sought, sweep.IsExact));
            return sought;
        }
        finally
        {
            _solving.Release();
        }
    }

    private void Improve(BlockId block, SoughtRows sought, bool isExact)
    {
        Span(_sides, block).CopyTo(sought.Rows.Values);
        var context = new FitContext { Threads = options.Threads };
        if (isExact)
            Solver(block.Side).Solve(_rows[block], sought.Rows, context);
        else
            Solver(block.Side).Improve(_rows[block], sought.Rows, context);
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

    /// <returns>False when the other is gone, does not take it, or the line to it broke: the leader is told, and leads on without it.</returns>
    private async Task<bool> TryTellAsync(Peer other, BlockHeader header, ReadOnlyMemory<byte> vectors)
    {
        using var gone = new CancellationTokenSource();
        using var told = new CancellationTokenSource();
        var watch = nodes.GoneAsync(other.Node, told.Token).ContinueWith(ended => ended.IsCompletedSuccessfully ? gone.CancelAsync() : Task.CompletedTask, TaskScheduler.Default).Unwrap();
        var isTold = await _lines.GetOrAdd(other, peer => new(peer)).TrySendAsync(header, vectors, gone.Token);
        await told.CancelAsync();
        await watch;
        return isTold;
    }

    private static DenseRows[] NewSides(FactorPlan plan) => [.. Enumerable.Range(0, 2).Select(side => new DenseRows(plan.Rows(side), plan.Factors))];

    private Span<float> Span(DenseRows[] sides, BlockId block)
    {
        var (start, count) = _plan!.RowsOf(block);
        return sides[block.Side].Values.AsSpan(start * _plan.Factors, count * _plan.Factors);
    }

    private void Clear()
    {
        if (port.Sink == this)
            port.Sink = null;
        lock (_taking)
            (_plan, _sides, _next, _ready) = (null, [], [], null);
        foreach (var line in _lines.Values)
            line.Dispose();
        _lines.Clear();
        _sought.Clear();
        _rows.Clear();
    }
}
