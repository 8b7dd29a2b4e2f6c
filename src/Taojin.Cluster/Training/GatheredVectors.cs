using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Taojin.Numerics;

namespace Taojin.Cluster.Training;

/// <summary>The vectors of both sides as the leader has them: nodes send them in sweeps that are kept, while they solve.</summary>
internal sealed class GatheredVectors : IBlockSink
{
    private readonly FactorPlan _plan;
    private readonly BlockPort _port;
    private readonly ConcurrentDictionary<BlockId, bool> _there = [];
    private int _sweep;

    public GatheredVectors(FactorPlan plan, BlockPort port, DenseRows[] sides)
    {
        (_plan, _port, Sides) = (plan, port, sides);
        port.Sink = this;
    }

    /// <summary>Vectors as of the last sweep of each side that was kept.</summary>
    public DenseRows[] Sides { get; }

    public void Begin(SweepId sweep)
    {
        _there.Clear();
        Volatile.Write(ref _sweep, sweep.Number);
    }

    public void End() => Volatile.Write(ref _sweep, 0);

    public bool Has(BlockId block) => _there.ContainsKey(block);

    public byte[] BytesOf(BlockId block) => MemoryMarshal.AsBytes(Span(block)).ToArray();

    public void Set(BlockId block, byte[] vectors) => vectors.CopyTo(MemoryMarshal.AsBytes(Span(block)));

    public void Close() => _port.Sink = null;

    public bool Expects(BlockHeader header) => _plan.Has(header);

    /// <summary>Whoever solved a block, its bits are the same: it does not matter which copy stays.</summary>
    public bool Take(BlockHeader header, ReadOnlyMemory<byte> vectors)
    {
        if (header.Sweep != Volatile.Read(ref _sweep) || !Expects(header))
            return false;
        vectors.Span.CopyTo(MemoryMarshal.AsBytes(Span(header.Block)));
        return _there[header.Block] = true;
    }

    private Span<float> Span(BlockId block)
    {
        var (start, count) = _plan.RowsOf(block);
        return Sides[block.Side].Values.AsSpan(start * _plan.Factors, count * _plan.Factors);
    }
}
