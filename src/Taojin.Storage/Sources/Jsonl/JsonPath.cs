using System.Text;
using System.Text.Json;

namespace Taojin.Storage.Sources.Jsonl;

/// <summary>A way to a value within an object: names parted by dots. A list of <c>{"key", "value"}</c>, as GA4 has them, is gone into by key.</summary>
internal sealed class JsonPath(string path)
{
    private readonly byte[][] _names = [.. path.Split('.').Select(Encoding.UTF8.GetBytes)];

    /// <inheritdoc cref="JsonPath" />
    public static implicit operator JsonPath(string path) => new(path);

    /// <summary>The value; undefined when there is none.</summary>
    public JsonElement At(JsonElement from)
    {
        foreach (var name in _names)
        {
            from = from.ValueKind switch
            {
                JsonValueKind.Object when from.TryGetProperty(name, out var found) => found,
                JsonValueKind.Array => OfKey(from, name),
                _ => default,
            };
        }
        return from;
    }

    /// <inheritdoc />
    public override string ToString() => path;

    private static JsonElement OfKey(JsonElement pairs, byte[] key)
    {
        foreach (var pair in pairs.EnumerateArray())
        {
            if (pair.ValueKind != JsonValueKind.Object || !pair.TryGetProperty("key"u8, out var its) || its.ValueKind != JsonValueKind.String || !its.ValueEquals(key))
                continue;
            return pair.TryGetProperty("value"u8, out var value) && value.ValueKind == JsonValueKind.Object
                ? value.EnumerateObject().Select(each => each.Value).FirstOrDefault(each => each.ValueKind != JsonValueKind.Null)
                : value;
        }
        return default;
    }
}
