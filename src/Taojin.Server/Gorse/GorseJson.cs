using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Taojin.Data;

namespace Taojin.Server.Gorse;

/// <summary>JSON as Gorse writes it: PascalCase names, read whatever their case; times in RFC 3339, year 1 for none.</summary>
internal static class GorseJson
{
    private const string NoTime = "0001-01-01T00:00:00Z";

    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNameCaseInsensitive = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 64,
    };

    /// <summary>Times as clients send them: RFC 3339, a date, Unix seconds; nothing and year 1 are no time.</summary>
    public static Instant? TimeOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text == NoTime)
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && text.Length != 8)
            return Math.Abs(number) < 100_000_000_000 ? Instant.OfSeconds(number) : Math.Abs(number) < 100_000_000_000_000 ? new(number * 1000) : throw Unreadable(text);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            || DateTimeOffset.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
            ? Known(time) : throw Unreadable(text);
    }

    /// <summary>Times where Gorse takes RFC 3339 alone.</summary>
    public static Instant? StrictTimeOf(string text) => text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? Known(time) : throw Unreadable(text);

    public static string TextOf(Instant? time) => time?.ToString() ?? NoTime;

    /// <summary>Nothing, a text, a number, texts alone, numbers alone, or an object of these.</summary>
    public static bool IsLabels(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined or JsonValueKind.String or JsonValueKind.Number => true,
        JsonValueKind.Array => value.EnumerateArray().All(each => each.ValueKind == JsonValueKind.String) || value.EnumerateArray().All(each => each.ValueKind == JsonValueKind.Number),
        JsonValueKind.Object => value.EnumerateObject().All(each => IsLabels(each.Value)),
        _ => false,
    };

    private static Instant? Known(DateTimeOffset time) => time.Year <= 1 ? null : Instant.Of(time);

    private static GorseException Unreadable(string text) => new(400, $"'{text[..Math.Min(40, text.Length)]}' is no time");
}

/// <summary>What a call of the Gorse API answers in place of a result.</summary>
internal sealed class GorseException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
