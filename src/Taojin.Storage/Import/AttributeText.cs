using System.Text.Json;

namespace Taojin.Storage.Import;

/// <summary>What a shop says of an item or a user: one JSON object on one line.</summary>
internal static class AttributeText
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Whether bytes are one JSON object that every reader understands: each name once, texts of whole Unicode, none of it U+0000.</summary>
    public static bool IsSound(ReadOnlySpan<byte> json)
    {
        try
        {
            if (JsonElement.Parse(json, Strict).ValueKind != JsonValueKind.Object)
                return false;
            for (var reader = new Utf8JsonReader(json); reader.Read();)
                if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && reader.ValueIsEscaped && reader.GetString()!.Contains('\0', StringComparison.Ordinal))
                    return false;
            return true;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The same object without blanks between its parts: lines of a file are objects, and a line end would part one.</summary>
    /// <param name="json">A sound object.</param>
    public static ReadOnlySpan<byte> OnOneLine(ReadOnlySpan<byte> json)
    {
        if (json.IndexOfAny(" \t\r\n"u8) < 0)
            return json;
        var (line, length, isText) = (new byte[json.Length], 0, false);
        for (var at = 0; at < json.Length; at++)
        {
            if (!isText && json[at] is ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                continue;
            line[length++] = json[at];
            if (isText && json[at] == '\\')
                line[length++] = json[++at];
            else if (json[at] == '"')
                isText = !isText;
        }
        return line.AsSpan(0, length);
    }
}
