using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>The neighbours of all items in two arrays, with just the room that the histories can fill.</summary>
internal sealed class NeighbourLists
{
    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly int[] _items;
    private readonly float[] _similarities;

    /// <param name="byItem">Who touched each item.</param>
    /// <param name="byUser">What each user touched.</param>
    /// <param name="most">Neighbours kept of an item.</param>
    public NeighbourLists(CsrMatrix byItem, CsrMatrix byUser, int most)
    {
        (_starts, _counts) = (new int[byItem.RowCount + 1], new int[byItem.RowCount]);
        for (var item = 0; item < byItem.RowCount; item++)
        {
            var room = 0L;
            foreach (var user in byItem[item].Columns)
                room += byUser.Starts[user + 1] - byUser.Starts[user] - 1;
            _starts[item + 1] = checked(_starts[item] + (int)Math.Min(room, Math.Min(most, byItem.RowCount - 1)));
        }
        (_items, _similarities) = (new int[_starts[^1]], new float[_starts[^1]]);
    }

    /// <summary>How many neighbours an item may have.</summary>
    public int Room(int item) => _starts[item + 1] - _starts[item];

    /// <summary>Notes an item's neighbours, in any order: similarity's bits in the upper half of a key, the complement of the neighbour in the lower.</summary>
    public void Put(int item, ReadOnlySpan<ulong> keys)
    {
        _counts[item] = keys.Length;
        for (var place = 0; place < keys.Length; place++)
        {
            _items[_starts[item] + place] = ~(int)(uint)keys[place];
            _similarities[_starts[item] + place] = BitConverter.UInt32BitsToSingle((uint)(keys[place] >> 32));
        }
    }

    /// <summary>The key of a neighbour: the nearer the larger, and of equally near ones the lower item.</summary>
    public static ulong Key(int item, float similarity) => ((ulong)BitConverter.SingleToUInt32Bits(similarity) << 32) | (uint)~item;

    /// <summary>Seen from the neighbours: row j holds the items that have j among their neighbours, ascending.</summary>
    public CsrMatrix Pulls()
    {
        var starts = new int[_starts.Length];
        for (var item = 0; item < _counts.Length; item++)
            foreach (var neighbour in _items.AsSpan(_starts[item], _counts[item]))
                starts[neighbour + 1]++;
        for (var item = 0; item < _counts.Length; item++)
            starts[item + 1] += starts[item];
        var (next, columns, values) = (starts.AsSpan(0, _counts.Length).ToArray(), new int[starts[^1]], new float[starts[^1]]);
        for (var item = 0; item < _counts.Length; item++)
            for (var place = _starts[item]; place < _starts[item] + _counts[item]; place++)
            {
                var to = next[_items[place]]++;
                (columns[to], values[to]) = (item, _similarities[place]);
            }
        return new(_counts.Length, _counts.Length, starts, columns, values);
    }
}
