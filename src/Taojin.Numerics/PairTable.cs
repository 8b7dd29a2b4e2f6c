using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Taojin.Numerics;

/// <summary>Gives each pair of indexes a dense slot of its own, in order of first sight: an open-addressing table that only grows.</summary>
/// <remarks>Slots start at 0 and have no gaps, so that what is known of a pair stands in plain arrays. At most 2³⁰ pairs; 25 to 45 bytes each.</remarks>
public sealed class PairTable
{
    /// <summary>Places a pair at least: tables grow when they are three quarters full.</summary>
    private const double Fullest = 4.0 / 3;

    private Entry[] _entries;
    private readonly GrowingArray<ulong> _pairs = new();

    /// <summary>An empty table with room for the given number of pairs.</summary>
    public PairTable(int capacity = 1024)
    {
        var size = 16;
        while (size < capacity * Fullest)
            size *= 2;
        _entries = new Entry[size];
    }

    /// <summary>A table of given pairs, in the order of their slots: what <see cref="ToArray"/> wrote.</summary>
    public PairTable(ReadOnlySpan<ulong> pairs)
        : this(pairs.Length)
    {
        const int Ahead = 12;
        for (var place = 0; place < pairs.Length; place++)
        {
            if (place + Ahead < pairs.Length)
                Prefetch((int)(pairs[place + Ahead] >> 32), (int)pairs[place + Ahead]);
            SlotOf((int)(pairs[place] >> 32), (int)pairs[place]);
        }
    }

    /// <summary>Number of pairs seen.</summary>
    public int Count { get; private set; }

    /// <summary>The pair of a slot.</summary>
    public (int Left, int Right) this[int slot] => ((int)(KeyAt(slot) >> 32), (int)KeyAt(slot));

    /// <summary>The pair of a slot in one number, the left index in the upper half.</summary>
    public ulong KeyAt(int slot) => _pairs.Values[..Count][slot];

    /// <summary>The slot of a pair, given now if it is new.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int SlotOf(int left, int right)
    {
        var key = ((ulong)(uint)left << 32) | (uint)right;
        var place = Place(key);
        return _entries[place].Slot > 0 ? _entries[place].Slot - 1 : Add(key, place);
    }

    /// <summary>The slot of a pair, or -1 when it was never seen.</summary>
    public int Find(int left, int right) => _entries[Place(((ulong)(uint)left << 32) | (uint)right)].Slot - 1;

    /// <summary>All pairs by slot, the left index in the upper half.</summary>
    public ulong[] ToArray() => _pairs.Values[..Count].ToArray();

    /// <summary>Asks for the memory of a pair that will be looked up soon; changes nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(int left, int right)
    {
        if (!Sse.IsSupported)
            return;
        var place = (int)SplitMix64.Mix(((ulong)(uint)left << 32) | (uint)right) & (_entries.Length - 1);
        Sse.Prefetch0(Unsafe.AsPointer(ref _entries[place]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Place(ulong key)
    {
        var (entries, mask) = (_entries, _entries.Length - 1);
        var place = (int)SplitMix64.Mix(key) & mask;
        while (entries[place].Slot != 0 && entries[place].Key != key)
            place = (place + 1) & mask;
        return place;
    }

    private int Add(ulong key, int place)
    {
        if (Count * Fullest >= _entries.Length)
        {
            Grow();
            place = Place(key);
        }
        _pairs.At(Count++) = key;
        _entries[place] = new(key, Count);
        return Count - 1;
    }

    private void Grow()
    {
        _entries = new Entry[_entries.Length * 2];
        var pairs = _pairs.Values[..Count];
        for (var slot = 0; slot < pairs.Length; slot++)
            _entries[Place(pairs[slot])] = new(pairs[slot], slot + 1);
    }

    /// <summary>A pair beside its slot, so that one line of memory answers; slots are stored one higher, 0 is an empty place.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly record struct Entry(ulong Key, int Slot);
}
