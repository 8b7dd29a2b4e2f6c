using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Taojin.Server.Resources;

/// <summary>Reads JSON objects of any members; the framework's own reader throws what is no fault of reading when a name stands twice.</summary>
internal sealed class ObjectReader : JsonConverter<JsonObject>
{
    public override JsonObject? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("An object is needed here.");

    public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => value.WriteTo(writer, options);
}
