using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Taojin.Storage.Import;

/// <summary>Ids as UTF-8 and their dense indexes. A known id is found without making a string.</summary>
/// <remarks>
/// Open addressing with linear probing, at most half full. A log has millions of ids and looks up two a row, so what counts is misses of the
/// cache: an id of up to eight bytes stands in its slot whole and costs one. Longer ids stand in one run of bytes, with their hash in the slot.
/// </remarks>
internal sealed class IdDictionary
{
    private byte[] _bytes = new byte[1024];
    private int[] _ends = new int[64];
    private Slot[] _slots = new Slot[128];
    private int _used;

    /// <summary>Number of ids.</summary>
    public int Count { get; private set; }

    /// <summary>The id of an index.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.AsSpan(start, _ends[index] - start);
        }
    }

    /// <summary>The id of an index as text.</summary>
    public string TextOf(int index) => Encoding.UTF8.GetString(this[index]);

    /// <summary>The index of an id, or -1.</summary>
    public int Find(ReadOnlySpan<byte> id) => _slots[Probe(id, KeyOf(id))].Number - 1;

    /// <summary>The index of an id, given now if it is new.</summary>
    public int Add(ReadOnlySpan<byte> id)
    {
        var key = KeyOf(id);
        var slot = Probe(id, key);
        if (_slots[slot].Number > 0)
            return _slots[slot].Number - 1;
        Insert(id, key, slot);
        return Count - 1;
    }

    /// <summary>The index of an id, given now if it is new.</summary>
    public int Add(string id) => Add(Encoding.UTF8.GetBytes(id));

    /// <summary>Begins to fetch the slot of a short id, so that it is near when the id is looked up a little later.</summary>
    public unsafe void Prefetch(ulong key)
    {
        if (!Sse.IsSupported)
            return;
        fixed (Slot* slots = _slots)
            Sse.Prefetch0(slots + (Mix(key) & (ulong)(_slots.Length - 1)));
    }

    /// <summary>The index of a short id by its key, given now if it is new.</summary>
    public int Add(ulong key, int length)
    {
        var slot = ProbeShort(key, length);
        if (_slots[slot].Number > 0)
            return _slots[slot].Number - 1;
        Span<byte> id = stackalloc byte[sizeof(ulong)];
        MemoryMarshal.Write(id, key);
        Insert(id[..length], key, slot);
        return Count - 1;
    }

    /// <summary>A short id itself, or the hash of a long one.</summary>
    public static ulong KeyOf(ReadOnlySpan<byte> id)
    {
        if (id.Length > 8)
            return HashOf(id);
        if (id.Length == 8)
            return MemoryMarshal.Read<ulong>(id);
        if (id.Length >= 4) // two reads that overlap
            return MemoryMarshal.Read<uint>(id) | ((ulong)MemoryMarshal.Read<uint>(id[^4..]) << (8 * (id.Length - 4)));
        ulong key = 0;
        for (var place = 0; place < id.Length; place++)
            key |= (ulong)id[place] << (8 * place);
        return key;
    }

    private static ulong HashOf(ReadOnlySpan<byte> id)
    {
        ulong hash = 0;
        while (id.Length > 8)
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(id));
            id = id[8..];
        }
        return Mix(hash ^ KeyOf(id));
    }

    private static ulong Mix(ulong bits)
    {
        unchecked
        {
            bits *= 0x9E3779B97F4A7C15;
            bits ^= bits >> 32;
            bits *= 0xBF58476D1CE4E5B9;
            return bits ^ (bits >> 29);
        }
    }

    /// <summary>The slot that holds an id, or the free one where it belongs.</summary>
    private int Probe(ReadOnlySpan<byte> id, ulong key)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var slot = (int)(Mix(key) & (ulong)mask); ; slot = (slot + 1) & mask)
        {
            ref var held = ref slots[slot];
            if (held.Number == 0 || (held.Key == key && held.Length == id.Length && (id.Length <= 8 || this[held.Number - 1].SequenceEqual(id))))
                return slot;
        }
    }

    private int ProbeShort(ulong key, int length)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var slot = (int)(Mix(key) & (ulong)mask); ; slot = (slot + 1) & mask)
        {
            ref var held = ref slots[slot];
            if (held.Number == 0 || (held.Key == key && held.Length == length))
                return slot;
        }
    }

    private void Insert(ReadOnlySpan<byte> id, ulong key, int free)
    {
        if (Count == _ends.Length)
            Array.Resize(ref _ends, Count * 2);
        if (_used + id.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_used + id.Length, (int)Math.Min(_bytes.Length * 2L, Array.MaxLength)));
        id.CopyTo(_bytes.AsSpan(_used));
        _used += id.Length;
        _ends[Count++] = _used;
        _slots[free] = new(key, Count, id.Length);
        if (Count * 2 > _slots.Length)
            Grow();
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Slot[old.Length * 2];
        var mask = _slots.Length - 1;
        foreach (var held in old)
        {
            if (held.Number == 0)
                continue;
            var slot = (int)(Mix(held.Key) & (ulong)mask);
            while (_slots[slot].Number != 0)
                slot = (slot + 1) & mask;
            _slots[slot] = held;
        }
    }

    /// <summary>One place of the table; the number is the index + 1, so that 0 is free.</summary>
    private readonly record struct Slot(ulong Key, int Number, int Length);
}
