using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Taojin.Cluster.Membership;
using Taojin.Cluster.Training;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Cluster.Sums;

/// <summary>Sums over blocks of rows by the processes of a cluster: each adds up blocks of its own, and the sums are added here in the order of the blocks.</summary>
/// <remarks>The bits are those of one process, on any number of nodes, whatever fails: a block of a lost node is given to another. Each block's sums travel here once.</remarks>
/// <param name="grains">The cluster.</param>
/// <param name="nodes">Who is in it.</param>
/// <param name="clock">Measures pauses.</param>
public sealed class NodeSums(IGrainFactory grains, NodeList nodes, TimeProvider clock) : IPairSums
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300), Patience = TimeSpan.FromMinutes(1); // ten times what it takes until a node that is gone is known to be
    private readonly ConcurrentDictionary<(string Node, int Block), Task> _given = [];
    private readonly ConcurrentDictionary<string, (int Count, long Since)> _failures = [];
    private (CsrMatrix Left, CsrMatrix Right)? _factors;
    private string _matrix = "";

    /// <summary>At most so many entries of a block's sums travel at once: 32 MB.</summary>
    internal long EntriesPerStripe { get; init; } = 4 << 20;

    /// <inheritdoc />
    public void ForEachRow((CsrMatrix Left, CsrMatrix Right) factors, bool isLower, FitContext context, Action<SumRow> take)
    {
        var (starts, byColumn) = (Hold(factors), factors.Left.Transpose());
        foreach (var (from, to) in SumRows.Stripes(byColumn, factors.Right, EntriesPerStripe))
        {
            var stripe = new SumStripe(from, to, isLower);
            var parts = Array.ConvertAll(Each(starts, (node, block) => node.Rows(block, stripe), context.Cancellation), bytes => RowBytes.Read(bytes));
            context.ForEachRow(to - from, () => new float[factors.Right.ColumnCount], (place, line) =>
            {
                line.AsSpan().Clear();
                foreach (var part in parts)
                    for (var entry = part.Starts[place]; entry < part.Starts[place + 1]; entry++)
                        line[part.Columns[entry]] += part.Values[entry];
                var (columns, values) = SumRows.NotZero(line);
                take(new(from + place, columns, values));
            });
        }
    }

    /// <inheritdoc />
    public void Square(CsrMatrix rows, DenseRows vectors, FitContext context)
    {
        var (starts, bytes) = (Hold((rows, rows)), MemoryMarshal.AsBytes(vectors.Values.AsSpan()).ToArray());
        var parts = Each(starts, (node, block) => node.Square(block, bytes), context.Cancellation);
        vectors.Values.AsSpan().Clear();
        foreach (var part in parts)
            TensorPrimitives.Add<float>(vectors.Values, MemoryMarshal.Cast<byte, float>(part), vectors.Values);
    }

    /// <summary>Lets the nodes give their memory back.</summary>
    public void Forget()
    {
        foreach (var node in _given.Keys.Select(each => each.Node).Distinct().Where(node => !_failures.ContainsKey(node)))
            nodes.AnswersAsync(node, () => grains.GetGrain<ISumNode>(node).Forget(_matrix), CancellationToken.None).GetAwaiter().GetResult();
        _given.Clear();
        _factors = null;
    }

    /// <summary>Another matrix takes the place of the one before.</summary>
    private int[] Hold((CsrMatrix Left, CsrMatrix Right) factors)
    {
        if (_factors is not { } held || !ReferenceEquals(held.Left, factors.Left) || !ReferenceEquals(held.Right, factors.Right))
        {
            Forget();
            (_factors, _matrix) = (factors, nodes.NextName());
        }
        return PairSums.Starts(factors.Left.RowCount);
    }

    /// <summary>What each block comes to, in the order of the blocks.</summary>
    private byte[][] Each(int[] starts, Func<ISumNode, SumBlock, Task<byte[]>> sum, CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, starts.Length - 1).Select(block => OneAsync((block, starts[block], starts[block + 1]), sum, cancellation))).GetAwaiter().GetResult();

    private async Task<byte[]> OneAsync((int Number, int From, int To) block, Func<ISumNode, SumBlock, Task<byte[]>> sum, CancellationToken cancellation)
    {
        var bytes = Array.Empty<byte>();
        for (var start = clock.GetTimestamp(); ;)
        {
            cancellation.ThrowIfCancellationRequested();
            using var pause = new PeriodicTimer(Pause, clock);
            var there = nodes.Workers().Where(IsWorthAsking).GroupBy(each => _failures.GetValueOrDefault(each).Count).MinBy(group => group.Key)?.ToArray() ?? [];
            if (there.Length == 0)
            {
                if (clock.GetElapsedTime(start) > Patience)
                    throw new TaojinException("cluster.no-node", "No node of the cluster is left to go on with the fit.", "Start nodes: ./taojin cluster node ADDRESS, then train again.");
                await pause.WaitForNextTickAsync(cancellation);
                continue;
            }
            var node = there[block.Number % there.Length];
            if (await nodes.AnswersAsync(node, async () => bytes = await AskedAsync(node, block, sum), cancellation))
            {
                _failures.TryRemove(node, out _);
                return bytes;
            }
            _failures.AddOrUpdate(node, _ => (1, clock.GetTimestamp()), (_, failures) => failures with { Count = failures.Count + 1 });
            _given.TryRemove((node, block.Number), out _);
            await pause.WaitForNextTickAsync(cancellation); // a busy node lets messages grow old; one that is gone leaves the list of members
        }
    }

    /// <summary>A node that has not answered for a minute is left to itself, as long as it stands in the list of members.</summary>
    private bool IsWorthAsking(string node) => !_failures.TryGetValue(node, out var failures) || clock.GetElapsedTime(failures.Since) < Patience;

    private async Task<byte[]> AskedAsync(string node, (int Number, int From, int To) block, Func<ISumNode, SumBlock, Task<byte[]>> sum)
    {
        var (call, named) = (grains.GetGrain<ISumNode>(node), new SumBlock(_matrix, block.Number));
        await _given.GetOrAdd((node, block.Number), _ => call.Give(named, BytesOf(_factors!.Value.Left, block), ReferenceEquals(_factors.Value.Left, _factors.Value.Right) ? [] : BytesOf(_factors.Value.Right, block)));
        return await sum(call, named);
    }

    private static byte[] BytesOf(CsrMatrix matrix, (int Number, int From, int To) block) => RowBytes.Of(matrix.RowRange(block.From, block.To - block.From));
}
