using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Taojin.Data;

namespace Taojin.Storage.Live;

/// <summary>The bytes of one group of records on their way into the journal: a header, then the records one behind the other.</summary>
/// <remarks>Header, little-endian: magic 4, length of the records 4, sequence 8, CRC-32C of what follows the magic 4.</remarks>
internal sealed class GroupBuffer
{
    public const int HeaderSize = 20;
    private const uint Magic = 0x314A5454; // TTJ1
    private byte[] _bytes = new byte[1 << 16];
    private int _used = HeaderSize;

    /// <summary>Bytes of the records.</summary>
    public int Length => _used - HeaderSize;

    /// <summary>Takes everything out.</summary>
    public void Clear() => _used = HeaderSize;

    /// <summary>The whole group under its number.</summary>
    public ReadOnlySpan<byte> Sealed(long sequence)
    {
        var header = _bytes.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], Length);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], Checksum(header[4..16], header[HeaderSize.._used]));
        return header[.._used];
    }

    /// <summary>Reads a group back.</summary>
    /// <param name="bytes">Begins with the group's header.</param>
    /// <param name="sequence">The number it must have.</param>
    /// <param name="records">Its records.</param>
    /// <returns>False when there is no whole group of that number.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, long sequence, out ReadOnlySpan<byte> records)
    {
        records = default;
        if (bytes.Length < HeaderSize || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic || BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]) != sequence)
            return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        if (length < 0 || length > bytes.Length - HeaderSize)
            return false;
        records = bytes.Slice(HeaderSize, length);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]) == Checksum(bytes[4..16], records);
    }

    public void Byte(byte value) => Room(1)[0] = value;

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), value);

    public void Float(float value) => BinaryPrimitives.WriteSingleLittleEndian(Room(sizeof(float)), value);

    /// <summary>Its length in bytes and its bytes.</summary>
    public void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Int32(length);
        Encoding.UTF8.GetBytes(text, Room(length));
    }

    private Span<byte> Room(int count)
    {
        if (_used + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_used + count, _bytes.Length * 2));
        _used += count;
        return _bytes.AsSpan(_used - count, count);
    }

    private static uint Checksum(ReadOnlySpan<byte> head, ReadOnlySpan<byte> records) => ~Crc(Crc(~0u, head), records);

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var eight in MemoryMarshal.Cast<byte, ulong>(bytes))
            crc = BitOperations.Crc32C(crc, eight);
        foreach (var one in bytes[(bytes.Length & ~7)..])
            crc = BitOperations.Crc32C(crc, one);
        return crc;
    }
}

/// <summary>Reads the records of a group in order.</summary>
internal ref struct GroupReader(ReadOnlySpan<byte> records)
{
    private ReadOnlySpan<byte> _rest = records;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public float Float() => BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));

    public ReadOnlySpan<byte> Text() => Take(Int32());

    /// <summary>A text if its bit is set, else an empty one.</summary>
    public ReadOnlySpan<byte> TextIf(int fields, int bit) => (fields & (1 << bit)) == 0 ? [] : Text();

    /// <summary>A number if its bit is set, else NaN.</summary>
    public float FloatIf(int fields, int bit) => (fields & (1 << bit)) == 0 ? float.NaN : Float();

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
            throw new TaojinException("journal.unreadable", "A record of the journal is longer than its group.", "Use the version of Taojin that wrote it.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
