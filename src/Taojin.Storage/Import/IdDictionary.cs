using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Taojin.Storage.Import;

/// <summary>Ids as UTF-8 and their dense indexes. A known id is found without making a string; 10 bytes of ids cost about 30 bytes here.</summary>
/// <remarks>Open addressing with linear probing, at most half full; one run of bytes holds all ids.</remarks>
internal sealed class IdDictionary
{
    private byte[] _bytes = new byte[1024];
    private int[] _ends = new int[64];
    private ulong[] _slots = new ulong[128]; // upper half of the hash, then index + 1; 0 is free
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
    public int Find(ReadOnlySpan<byte> id) => Probe(id, Hash(id), out _);

    /// <summary>The index of an id, given now if it is new.</summary>
    public int Add(ReadOnlySpan<byte> id)
    {
        var hash = Hash(id);
        var index = Probe(id, hash, out var free);
        return index >= 0 ? index : Insert(id, hash, free);
    }

    /// <summary>The index of an id, given now if it is new.</summary>
    public int Add(string id) => Add(Encoding.UTF8.GetBytes(id));

    private static ulong Hash(ReadOnlySpan<byte> id)
    {
        unchecked
        {
            const ulong mix = 0x9E3779B97F4A7C15;
            var hash = (ulong)id.Length * mix;
            while (id.Length >= 8)
            {
                hash = (hash ^ MemoryMarshal.Read<ulong>(id)) * mix;
                hash ^= hash >> 32;
                id = id[8..];
            }
            ulong tail = 0;
            for (var place = 0; place < id.Length; place++)
                tail |= (ulong)id[place] << (8 * place);
            hash = (hash ^ tail) * mix;
            hash ^= hash >> 29;
            hash *= 0xBF58476D1CE4E5B9;
            return hash ^ (hash >> 32);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Probe(ReadOnlySpan<byte> id, ulong hash, out int free)
    {
        var mask = _slots.Length - 1;
        var slot = (int)(hash & (ulong)mask);
        while (true)
        {
            var held = _slots[slot];
            if (held == 0)
            {
                free = slot;
                return -1;
            }
            if (held >> 32 == hash >> 32)
            {
                var index = (int)(held & 0xFFFFFFFF) - 1;
                if (this[index].SequenceEqual(id))
                {
                    free = -1;
                    return index;
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    private int Insert(ReadOnlySpan<byte> id, ulong hash, int free)
    {
        if (Count == _ends.Length)
            Array.Resize(ref _ends, Count * 2);
        if (_used + id.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_used + id.Length, (int)Math.Min(_bytes.Length * 2L, Array.MaxLength)));
        id.CopyTo(_bytes.AsSpan(_used));
        _used += id.Length;
        _ends[Count++] = _used;
        _slots[free] = Slot(hash, Count);
        if (Count * 2 > _slots.Length)
            Rehash();
        return Count - 1;
    }

    private static ulong Slot(ulong hash, int number) => (hash & 0xFFFFFFFF00000000) | (uint)number;

    private void Rehash()
    {
        _slots = new ulong[_slots.Length * 4];
        var mask = _slots.Length - 1;
        for (var index = 0; index < Count; index++)
        {
            var hash = Hash(this[index]);
            var slot = (int)(hash & (ulong)mask);
            while (_slots[slot] != 0)
                slot = (slot + 1) & mask;
            _slots[slot] = Slot(hash, index + 1);
        }
    }
}
