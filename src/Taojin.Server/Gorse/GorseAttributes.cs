using System.Text.Json;
using System.Text.Json.Nodes;
using Taojin.Server.Resources;
using Taojin.Storage;

namespace Taojin.Server.Gorse;

/// <summary>What Gorse knows and the shop has no field for stands among the attributes.</summary>
internal static class GorseAttributes
{
    private const string LabelsName = "labels";

    public static JsonObject Read(string? json) => ResourceCalls.Kept(json) ?? [];

    public static string? Write(JsonObject attributes) => attributes.Count == 0 ? null : attributes.ToJsonString(Snake.Json);

    public static JsonElement? Labels(JsonObject attributes) => attributes[LabelsName]?.Deserialize<JsonElement>();

    public static string Text(JsonObject attributes, string name) => attributes[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    public static IReadOnlyList<string> Texts(JsonObject attributes, string name) =>
        attributes[name] is JsonArray texts ? [.. texts.Where(each => each is not null).Select(each => each!.ToString())] : [];

    /// <summary>Sets or takes away; null labels are none, and no labels at all leave those that are there.</summary>
    public static void SetLabels(JsonObject attributes, JsonElement? labels)
    {
        if (labels is not { } said)
            return;
        if (!GorseJson.IsLabels(said))
            throw new GorseException(400, "unsupported labels: they are a text, a number, texts alone, numbers alone, or an object of these");
        Set(attributes, LabelsName, said.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : JsonNode.Parse(said.GetRawText()));
    }

    public static void Set(JsonObject attributes, string name, JsonNode? value)
    {
        if (value is null)
            attributes.Remove(name);
        else
            attributes[name] = value;
    }
}
