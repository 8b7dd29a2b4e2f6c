using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Orleans.Concurrency;
using Taojin.Cluster.Placement;
using Taojin.Cluster.Training;
using Taojin.Numerics;

namespace Taojin.Cluster.Sums;

/// <inheritdoc cref="ISumNode" />
[OnNode, Reentrant]
internal sealed class SumNode(ClusterOptions options) : Grain, ISumNode
{
    private readonly ConcurrentDictionary<SumBlock, (CsrMatrix Rows, CsrMatrix Columns, CsrMatrix Right)> _blocks = [];

    public Task Give(SumBlock block, byte[] left, byte[] right)
    {
        var rows = RowBytes.Read(left);
        _blocks[block] = (rows, rows.Transpose(), right.Length == 0 ? rows : RowBytes.Read(right));
        return Task.CompletedTask;
    }

    public Task<byte[]> Rows(SumBlock block, SumStripe stripe) => Task.Run(() =>
    {
        var (_, byColumn, right) = Held(block);
        var count = stripe.To - stripe.From;
        var (columns, values) = (new int[count][], new float[count][]);
        RowLoop.ForEach(count, options.Threads, default, () => new float[right.ColumnCount], (place, scratch) =>
        {
            var line = scratch.AsSpan(0, stripe.IsLower ? stripe.From + place + 1 : scratch.Length);
            line.Clear();
            PairSums.Add(byColumn[stripe.From + place], right, line);
            (columns[place], values[place]) = SumRows.NotZero(line);
        });
        return RowBytes.Of(SumRows.Stack(columns, values, right.ColumnCount));
    });

    public Task<byte[]> Square(SumBlock block, byte[] vectors) => Task.Run(() =>
    {
        var (rows, byColumn, _) = Held(block);
        var width = vectors.Length / sizeof(float) / rows.ColumnCount;
        var known = new DenseRows(rows.ColumnCount, width, MemoryMarshal.Cast<byte, float>(vectors).ToArray());
        var (product, square) = (new DenseRows(rows.RowCount, width), new DenseRows(rows.ColumnCount, width));
        RowLoop.ForEach(rows.RowCount, options.Threads, default, row => PairSums.Write(rows[row], known, product[row]));
        RowLoop.ForEach(rows.ColumnCount, options.Threads, default, column => PairSums.Write(byColumn[column], product, square[column]));
        return MemoryMarshal.AsBytes(square.Values.AsSpan()).ToArray();
    });

    public Task Forget(string matrix)
    {
        foreach (var block in _blocks.Keys.Where(block => block.Matrix == matrix))
            _blocks.TryRemove(block, out _);
        if (_blocks.IsEmpty)
            DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private (CsrMatrix Rows, CsrMatrix Columns, CsrMatrix Right) Held(SumBlock block) =>
        _blocks.TryGetValue(block, out var held) ? held : throw new InvalidOperationException($"Block {block.Number} of {block.Matrix} is not here.");
}
