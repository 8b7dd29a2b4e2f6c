using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Storage.Models;

/// <summary>Reads the parts of a model; each is checked against the card before a byte of it is used.</summary>
internal sealed class FolderReader(string folder, ModelCard card) : IArtifactReader
{
    private readonly Dictionary<string, ModelPart> _parts = card.Parts.ToDictionary(part => part.File, StringComparer.Ordinal);

    public JsonObject Settings => card.Settings ?? [];

    public T[] Array<T>(string name)
        where T : unmanaged
    {
        var (part, path) = Find(name, FolderWriter.ArrayType<T>());
        var values = GC.AllocateUninitializedArray<T>((int)(part.Bytes / System.Runtime.CompilerServices.Unsafe.SizeOf<T>()));
        Fill(path, MemoryMarshal.AsBytes(values.AsSpan()), part);
        return values;
    }

    public string Text(string name) => Encoding.UTF8.GetString(Read(name, "text"));

    public byte[] Bytes(string name) => Read(name, "bytes");

    public string[] Ids(string name)
    {
        using var reader = new BinaryReader(new MemoryStream(Read(name, "ids")), Encoding.UTF8);
        var ids = new string[reader.ReadInt32()];
        for (var index = 0; index < ids.Length; index++)
            ids[index] = reader.ReadString();
        return ids;
    }

    /// <summary>Checks every part, so that a damaged model is refused whole and before it answers.</summary>
    public void CheckAll()
    {
        foreach (var part in card.Parts)
        {
            using var file = File.OpenRead(Find(part.File, part.Type).Path);
            CheckSum(part, SHA256.HashData(file));
        }
    }

    private byte[] Read(string name, string type)
    {
        var (part, path) = Find(name, type);
        var bytes = GC.AllocateUninitializedArray<byte>((int)part.Bytes);
        Fill(path, bytes, part);
        return bytes;
    }

    /// <summary>Where a part stands that is as long and of the type that the card says.</summary>
    private (ModelPart Part, string Path) Find(string name, string type)
    {
        var path = Path.Combine(folder, ModelNames.Checked(name));
        if (!_parts.TryGetValue(name, out var part) || !File.Exists(path))
            throw Damaged(name, "it is missing");
        if (part.Type != type)
            throw Damaged(name, $"it holds {part.Type}, not {type}");
        return new FileInfo(path).Length is var length && length == part.Bytes ? (part, path) : throw Damaged(name, $"it has {length} bytes, not {part.Bytes}");
    }

    /// <summary>Reads a file into memory that is as large, and checks what was read.</summary>
    private void Fill(string path, Span<byte> bytes, ModelPart part)
    {
        using (var file = File.OpenHandle(path))
            for (var at = 0; at < bytes.Length;)
                at += RandomAccess.Read(file, bytes[at..], at) is > 0 and var count ? count : throw Damaged(part.File, $"it has {at} bytes, not {part.Bytes}");
        CheckSum(part, SHA256.HashData(bytes));
    }

    private void CheckSum(ModelPart part, byte[] found)
    {
        var sum = Convert.ToHexStringLower(found);
        if (sum != part.Sha256)
            throw Damaged(part.File, $"its checksum is {sum[..12]}…, not {part.Sha256[..Math.Min(12, part.Sha256.Length)]}…");
    }

    private TaojinException Damaged(string name, string how) => new(
        "model.damaged", $"Part '{name}' of the model in {folder} is damaged: {how}.", "Roll back (./taojin rollback recommend) or train again (./taojin train); the damaged files are left as they are.");
}
