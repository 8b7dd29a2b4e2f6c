using Taojin.Numerics;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch.Sequences;

/// <summary>The items that all targets of a step are held against.</summary>
/// <param name="Items">Different items, shape [drawn].</param>
/// <param name="LogExpected">Logarithm of how often each was to be expected among the draw, shape [drawn].</param>
internal sealed record NegativeDraw(long[] Items, Tensor LogExpected);

/// <summary>Draws items by their popularity to a power, an item at most once a step.</summary>
internal sealed class NegativeSource
{
    private readonly double[] _sums;
    private readonly float[] _logExpected;
    private readonly int[] _mark;
    private readonly int _count;
    private int _now;

    /// <param name="popularity">How often each item is touched, shape [items].</param>
    /// <param name="power">0 draws all alike.</param>
    /// <param name="count">How many a step.</param>
    public NegativeSource(float[] popularity, double power, int count)
    {
        _count = Math.Min(count, popularity.Length);
        _mark = new int[popularity.Length];
        _sums = new double[popularity.Length];
        var total = 0.0;
        for (var item = 0; item < _sums.Length; item++)
            _sums[item] = total += Math.Pow(Math.Max(popularity[item], 1e-3), power);
        // the least one item of the catalogue is 1 as a whole: then the drawn stand for all others
        _logExpected = [.. Enumerable.Range(0, _sums.Length).Select(item => (float)Math.Log(Math.Min(1, _count * (_sums[item] - (item == 0 ? 0 : _sums[item - 1])) / total)))];
    }

    public NegativeDraw Draw(SplitMix64 chance)
    {
        if (_count == _mark.Length)
            return Of([.. Enumerable.Range(0, _count).Select(item => (long)item)]);
        _now++;
        var items = new long[_count];
        for (var place = 0; place < _count;)
            if (Next(ref chance) is var item && _mark[item] != _now)
            {
                _mark[item] = _now;
                items[place++] = item;
            }
        return Of(items);
    }

    private NegativeDraw Of(long[] items) => new(items, tensor(Array.ConvertAll(items, item => _logExpected[item])));

    private int Next(ref SplitMix64 chance)
    {
        var found = Array.BinarySearch(_sums, chance.NextDouble() * _sums[^1]);
        return Math.Min(found < 0 ? ~found : found + 1, _sums.Length - 1);
    }
}
