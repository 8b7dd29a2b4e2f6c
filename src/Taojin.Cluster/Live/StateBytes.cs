using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using Taojin.Mining.Learning;

namespace Taojin.Cluster.Live;

/// <summary>Parts of a state in one run of bytes that ends in a checksum.</summary>
internal sealed class StateBytes : IArtifactWriter, IArtifactReader
{
    private readonly Dictionary<string, byte[]> _parts = new(StringComparer.Ordinal);

    public JsonObject Settings { get; } = [];

    /// <summary>Reads what <see cref="ToArray"/> wrote; null when it is damaged.</summary>
    public static StateBytes? Read(byte[] bytes)
    {
        if (bytes.Length < sizeof(ulong) || XxHash3.HashToUInt64(bytes.AsSpan(0, bytes.Length - sizeof(ulong))) != MemoryMarshal.Read<ulong>(bytes.AsSpan(bytes.Length - sizeof(ulong))))
            return null;
        var state = new StateBytes();
        using var reader = new BinaryReader(new MemoryStream(bytes));
        for (var count = reader.ReadInt32(); count > 0; count--)
            state._parts.Add(reader.ReadString(), reader.ReadBytes(reader.ReadInt32()));
        return state;
    }

    public byte[] ToArray()
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer);
        writer.Write(_parts.Count);
        foreach (var (name, bytes) in _parts)
        {
            writer.Write(name);
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }
        writer.Write(XxHash3.HashToUInt64(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
        return buffer.ToArray();
    }

    void IArtifactWriter.Array<T>(string name, ReadOnlySpan<T> values) => _parts[name] = MemoryMarshal.AsBytes(values).ToArray();

    void IArtifactWriter.Text(string name, string text) => _parts[name] = Encoding.UTF8.GetBytes(text);

    void IArtifactWriter.Bytes(string name, ReadOnlySpan<byte> bytes) => _parts[name] = bytes.ToArray();

    void IArtifactWriter.Ids(string name, IReadOnlyList<string> ids)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer))
            foreach (var id in ids)
                writer.Write(id);
        _parts[name] = buffer.ToArray();
    }

    T[] IArtifactReader.Array<T>(string name) => MemoryMarshal.Cast<byte, T>(_parts[name]).ToArray();

    string IArtifactReader.Text(string name) => Encoding.UTF8.GetString(_parts[name]);

    byte[] IArtifactReader.Bytes(string name) => _parts[name];

    string[] IArtifactReader.Ids(string name)
    {
        var (ids, bytes) = (new List<string>(), _parts[name]);
        using var reader = new BinaryReader(new MemoryStream(bytes));
        while (reader.BaseStream.Position < bytes.Length)
            ids.Add(reader.ReadString());
        return [.. ids];
    }
}
