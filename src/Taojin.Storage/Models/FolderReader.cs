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
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Read(name, FolderWriter.ArrayType<T>())).ToArray();

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
            Read(part.File, part.Type);
    }

    private byte[] Read(string name, string type)
    {
        var path = Path.Combine(folder, ModelNames.Checked(name));
        if (!_parts.TryGetValue(name, out var part) || !File.Exists(path))
            throw Damaged(name, "it is missing");
        if (part.Type != type)
            throw Damaged(name, $"it holds {part.Type}, not {type}");
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length != part.Bytes)
            throw Damaged(name, $"it has {bytes.Length} bytes, not {part.Bytes}");
        var sum = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return sum == part.Sha256 ? bytes : throw Damaged(name, $"its checksum is {sum[..12]}…, not {part.Sha256[..Math.Min(12, part.Sha256.Length)]}…");
    }

    private TaojinException Damaged(string name, string how) => new(
        "model.damaged", $"Part '{name}' of the model in {folder} is damaged: {how}.", "Roll back (./taojin rollback recommend) or train again (./taojin train); the damaged files are left as they are.");
}
