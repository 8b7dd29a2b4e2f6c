using System.Text.Json;
using System.Text.Unicode;
using Taojin.Storage.Import;

namespace Taojin.Storage.Sources.Jsonl;

/// <summary>Reads a line as one object, all of whose text is text.</summary>
internal static class JsonLine
{
    /// <summary>The object, to be disposed of; null with a code when the line is not one.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> line, out string? fault)
    {
        fault = line.Span.Contains((byte)0) ? RejectCodes.RowNul : Utf8.IsValid(line.Span) ? null : RejectCodes.TextInvalid;
        if (fault is not null)
            return null;
        try
        {
            var document = JsonDocument.Parse(line);
            fault = document.RootElement.ValueKind != JsonValueKind.Object ? RejectCodes.JsonInvalid : HasHalfLetter(line.Span) ? RejectCodes.TextInvalid : null;
            if (fault is null)
                return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            fault = RejectCodes.JsonInvalid;
        }
        return null;
    }

    /// <summary>Whether an escape names one half of a surrogate pair, which is no letter.</summary>
    private static bool HasHalfLetter(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("\\ud"u8) < 0 && line.IndexOf("\\uD"u8) < 0)
            return false;
        var reader = new Utf8JsonReader(line);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    _ = reader.GetString();
            }
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
