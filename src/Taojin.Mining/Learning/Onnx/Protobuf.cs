using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Taojin.Mining.Learning.Onnx;

/// <summary>A message in protobuf's wire format, written field by field.</summary>
internal sealed class Protobuf
{
    private const int Variable = 0, Bytes = 2, FourBytes = 5;
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public Protobuf Number(int field, long value)
    {
        Write(((ulong)field << 3) | Variable);
        Write((ulong)value);
        return this;
    }

    public Protobuf Number(int field, float value)
    {
        Write(((ulong)field << 3) | FourBytes);
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(sizeof(float)), value);
        _bytes.Advance(sizeof(float));
        return this;
    }

    public Protobuf Data(int field, ReadOnlySpan<byte> value)
    {
        Write(((ulong)field << 3) | Bytes);
        Write((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    public Protobuf Text(int field, string value) => Data(field, Encoding.UTF8.GetBytes(value));

    public Protobuf Message(int field, Protobuf value) => Data(field, value._bytes.WrittenSpan);

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    private void Write(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Write([(byte)(value | 0x80)]);
        _bytes.Write([(byte)value]);
    }
}
