using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using DuckDB.NET.Native;

namespace Taojin.Storage.Postgres;

/// <summary>Rows in the binary form of PostgreSQL's COPY, on their way into a stream: big-endian fields, each with its length.</summary>
internal sealed class CopyBuffer(Stream stream)
{
    private readonly byte[] _bytes = new byte[1 << 16];
    private int _used;

    /// <summary>Begins the data.</summary>
    public void Header()
    {
        ReadOnlySpan<byte> header = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
        header.CopyTo(Take(header.Length));
    }

    /// <summary>Begins a row of so many fields.</summary>
    public void Row(int fields) => BinaryPrimitives.WriteInt16BigEndian(Take(2), (short)fields);

    /// <summary>A field without a value.</summary>
    public void Null() => BinaryPrimitives.WriteInt32BigEndian(Take(4), -1);

    /// <summary>A field of text in UTF-8.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(4), text.Length);
        if (text.Length <= _bytes.Length)
        {
            text.CopyTo(Take(text.Length));
            return;
        }
        Flush();
        stream.Write(text);
    }

    /// <summary>A field of two bytes.</summary>
    public void Short(short value)
    {
        var field = Take(6);
        BinaryPrimitives.WriteInt32BigEndian(field, 2);
        BinaryPrimitives.WriteInt16BigEndian(field[4..], value);
    }

    /// <summary>A number of the width that its type has in PostgreSQL.</summary>
    public void Number<T>(T value, DuckDBType type)
        where T : unmanaged
    {
        if (typeof(T) == typeof(byte) && type != DuckDBType.Boolean) // there is no type of one byte but this
        {
            Short(Unsafe.BitCast<T, byte>(value));
            return;
        }
        var size = Unsafe.SizeOf<T>();
        var field = Take(4 + size);
        BinaryPrimitives.WriteInt32BigEndian(field, size);
        field = field[4..];
        Unsafe.WriteUnaligned(ref field[0], value);
        if (BitConverter.IsLittleEndian)
            field[..size].Reverse();
    }

    /// <summary>Ends the data.</summary>
    public void Trailer()
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(2), -1);
        Flush();
    }

    private Span<byte> Take(int count)
    {
        if (_used + count > _bytes.Length)
            Flush();
        _used += count;
        return _bytes.AsSpan(_used - count, count);
    }

    private void Flush()
    {
        stream.Write(_bytes, 0, _used);
        _used = 0;
    }
}
