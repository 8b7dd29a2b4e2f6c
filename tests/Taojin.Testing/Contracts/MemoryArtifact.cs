using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using Taojin.Mining.Learning;

namespace Taojin.Testing.Contracts;

/// <summary>A model's parts in memory: what one model wrote can be compared with what another wrote, and read back.</summary>
public sealed class MemoryArtifact : IArtifactWriter, IArtifactReader
{
    private readonly SortedDictionary<string, byte[]> _parts = new(StringComparer.Ordinal);

    /// <inheritdoc cref="IArtifactWriter.Settings" />
    public JsonObject Settings { get; } = [];

    /// <summary>Bytes of all parts.</summary>
    public long Size => _parts.Values.Sum(part => (long)part.Length);

    /// <summary>Writes a model whose type is known only at run time.</summary>
    public static MemoryArtifact Of(object model)
    {
        var artifact = new MemoryArtifact();
        var persistent = model.GetType().GetInterfaces().FirstOrDefault(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IPersistent<>))
            ?? throw new ContractBrokenException($"{model.GetType().Name} cannot be written down.");
        persistent.GetMethod(nameof(IPersistent<>.Save))!.Invoke(model, [artifact]);
        return artifact;
    }

    /// <summary>The first part in which two artifacts differ, or null.</summary>
    public string? DifferenceTo(MemoryArtifact other)
    {
        foreach (var name in _parts.Keys.Union(other._parts.Keys, StringComparer.Ordinal))
            if (!_parts.TryGetValue(name, out var mine) || !other._parts.TryGetValue(name, out var theirs) || !mine.AsSpan().SequenceEqual(theirs))
                return name;
        return JsonNode.DeepEquals(Settings, other.Settings) ? null : "settings";
    }

    /// <inheritdoc />
    public void Array<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged => Bytes(name, MemoryMarshal.AsBytes(values));

    /// <inheritdoc />
    public void Text(string name, string text) => Bytes(name, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc />
    public void Bytes(string name, ReadOnlySpan<byte> bytes)
    {
        if (!_parts.TryAdd(name, bytes.ToArray()))
            throw new ContractBrokenException($"The part '{name}' was written twice.");
    }

    /// <inheritdoc />
    public void Ids(string name, IReadOnlyList<string> ids) => Text(name, new JsonArray([.. ids.Select(id => (JsonNode)id)]).ToJsonString());

    /// <inheritdoc />
    public T[] Array<T>(string name)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes(name)).ToArray();

    /// <inheritdoc />
    public string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    /// <inheritdoc />
    public byte[] Bytes(string name) => _parts.TryGetValue(name, out var bytes) ? bytes : throw new ContractBrokenException($"The part '{name}' was read and never written.");

    /// <inheritdoc />
    public string[] Ids(string name) => [.. JsonNode.Parse(Text(name))!.AsArray().Select(id => id!.GetValue<string>())];
}
