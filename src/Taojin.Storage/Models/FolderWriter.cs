using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Taojin.Mining.Learning;

namespace Taojin.Storage.Models;

/// <summary>Writes the parts of a model as files of a folder, each flushed to disk and remembered with its checksum.</summary>
internal sealed class FolderWriter(string folder) : IArtifactWriter
{
    private readonly List<ModelPart> _parts = [];

    public JsonObject Settings { get; } = [];

    public IReadOnlyList<ModelPart> Parts => _parts;

    public void Array<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Models are written on little-endian machines only.");
        Write(name, ArrayType<T>(), MemoryMarshal.AsBytes(values));
    }

    public void Text(string name, string text) => Write(name, "text", Encoding.UTF8.GetBytes(text));

    public void Bytes(string name, ReadOnlySpan<byte> bytes) => Write(name, "bytes", bytes);

    /// <summary>Each id as its length in bytes and its bytes, so that any character may stand in it.</summary>
    public void Ids(string name, IReadOnlyList<string> ids) => Write(name, "ids", BytesOf(ids));

    /// <summary>The bytes of ids in a part.</summary>
    public static byte[] BytesOf(IReadOnlyList<string> ids)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8))
        {
            writer.Write(ids.Count);
            foreach (var id in ids)
                writer.Write(id);
        }
        return buffer.ToArray();
    }

    public static string ArrayType<T>() => $"{typeof(T).Name.ToLowerInvariant()}×{Marshal.SizeOf<T>()}";

    private void Write(string name, string type, ReadOnlySpan<byte> bytes)
    {
        using var stream = new FileStream(Path.Combine(folder, ModelNames.Checked(name)), FileMode.CreateNew, FileAccess.Write, FileShare.None);
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
        _parts.Add(new(name, type, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))));
    }
}
