using System.Runtime.CompilerServices;

namespace Taojin.Numerics;

/// <summary>Gives each pair of indexes a dense slot of its own, in order of first sight: an open-addressing table that only grows.</summary>
/// <remarks>Slots start at 0 and have no gaps, so that what is known of a pair stands in plain arrays. At most 2³⁰ pairs; about 17 bytes each.</remarks>
public sealed class PairTable
{
    private const int Empty = -1;
    private ulong[] _keys;
    private int[] _slots;
    private readonly List<ulong> _pairs = [];

    /// <summary>An empty table with room for the given number of pairs.</summary>
    public PairTable(int capacity = 1024)
    {
        var size = 16;
        while (size < capacity * 2L)
            size *= 2;
        (_keys, _slots) = (new ulong[size], Filled(size));
    }

    /// <summary>A table of given pairs, in the order of their slots: what <see cref="ToArray"/> wrote.</summary>
    public PairTable(ReadOnlySpan<ulong> pairs)
        : this(pairs.Length)
    {
        foreach (var pair in pairs)
            SlotOf((int)(pair >> 32), (int)pair);
    }

    /// <summary>Number of pairs seen.</summary>
    public int Count => _pairs.Count;

    /// <summary>The pair of a slot.</summary>
    public (int Left, int Right) this[int slot] => ((int)(_pairs[slot] >> 32), (int)_pairs[slot]);

    /// <summary>The slot of a pair, given now if it is new.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int SlotOf(int left, int right)
    {
        var key = ((ulong)(uint)left << 32) | (uint)right;
        var place = Place(key);
        return _slots[place] != Empty ? _slots[place] : Add(key, place);
    }

    /// <summary>The slot of a pair, or -1 when it was never seen.</summary>
    public int Find(int left, int right) => _slots[Place(((ulong)(uint)left << 32) | (uint)right)];

    /// <summary>All pairs by slot, the left index in the upper half.</summary>
    public ulong[] ToArray() => [.. _pairs];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Place(ulong key)
    {
        var mask = _keys.Length - 1;
        var place = (int)SplitMix64.Mix(key) & mask;
        while (_slots[place] != Empty && _keys[place] != key)
            place = (place + 1) & mask;
        return place;
    }

    private int Add(ulong key, int place)
    {
        if (_pairs.Count * 2L >= _keys.Length)
        {
            Grow();
            place = Place(key);
        }
        _pairs.Add(key);
        (_keys[place], _slots[place]) = (key, _pairs.Count - 1);
        return _pairs.Count - 1;
    }

    private void Grow()
    {
        (_keys, _slots) = (new ulong[_keys.Length * 2], Filled(_keys.Length * 2));
        for (var slot = 0; slot < _pairs.Count; slot++)
        {
            var place = Place(_pairs[slot]);
            (_keys[place], _slots[place]) = (_pairs[slot], slot);
        }
    }

    private static int[] Filled(int size)
    {
        var slots = new int[size];
        Array.Fill(slots, Empty);
        return slots;
    }
}
