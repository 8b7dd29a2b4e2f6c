using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Taojin.Data;

namespace Taojin.Storage.Import;

/// <summary>Receipts as JSON, in snake_case, Chinese as it is.</summary>
internal static class ReceiptJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new InstantText() },
    };

    /// <summary>The text of a receipt.</summary>
    public static string Write(ImportReceipt receipt) => JsonSerializer.Serialize(receipt, Options);

    /// <summary>A receipt from its text.</summary>
    public static ImportReceipt Read(string text) => JsonSerializer.Deserialize<ImportReceipt>(text, Options)!;

    private sealed class InstantText : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Instant.Of(reader.GetDateTimeOffset());

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
