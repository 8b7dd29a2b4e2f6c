using System.Text.Json.Nodes;

namespace Taojin.Mining.Learning;

/// <summary>Writes a model inside another: its parts stand under a prefix, its settings under the prefix as a name.</summary>
/// <param name="outer">Where the outer model is written.</param>
/// <param name="prefix">Such as <c>members.0</c>.</param>
internal sealed class PrefixedWriter(IArtifactWriter outer, string prefix) : IArtifactWriter
{
    public JsonObject Settings
    {
        get
        {
            if (outer.Settings[prefix] is JsonObject known)
                return known;
            var settings = new JsonObject();
            outer.Settings[prefix] = settings;
            return settings;
        }
    }

    public void Array<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged => outer.Array($"{prefix}.{name}", values);

    public void Text(string name, string text) => outer.Text($"{prefix}.{name}", text);

    public void Bytes(string name, ReadOnlySpan<byte> bytes) => outer.Bytes($"{prefix}.{name}", bytes);

    public void Ids(string name, IReadOnlyList<string> ids) => outer.Ids($"{prefix}.{name}", ids);
}

/// <summary>Reads what a <see cref="PrefixedWriter"/> wrote.</summary>
/// <param name="outer">Where the outer model stands.</param>
/// <param name="prefix">The prefix that it was written under.</param>
internal sealed class PrefixedReader(IArtifactReader outer, string prefix) : IArtifactReader
{
    public JsonObject Settings => outer.Settings[prefix] as JsonObject ?? [];

    public T[] Array<T>(string name)
        where T : unmanaged => outer.Array<T>($"{prefix}.{name}");

    public string Text(string name) => outer.Text($"{prefix}.{name}");

    public byte[] Bytes(string name) => outer.Bytes($"{prefix}.{name}");

    public string[] Ids(string name) => outer.Ids($"{prefix}.{name}");
}
