using System.Text;
using System.Text.Json;
using Taojin.Data;
using Taojin.Mining.Text.Sentences;

namespace Taojin.Storage.Encoders;

/// <summary>The vocabulary of WordPiece that a <c>tokenizer.json</c> describes, as the lines of a <c>vocab.txt</c>.</summary>
internal static class WordPieces
{
    public static (TokenKind Kind, byte[] Vocabulary, bool IsLowerCase) Of(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var model = document.RootElement.GetProperty("model");
            var kind = model.TryGetProperty("type", out var type) ? type.GetString() : "WordPiece";
            if (kind != "WordPiece")
                throw new TaojinException("encoder.tokenizer-kind", $"Its tokenizer.json describes {kind}, of which only WordPiece is read from there.", "Copy the encoder's SentencePiece .model file there too, or take an encoder with vocab.txt.");
            var isLowerCase = document.RootElement.TryGetProperty("normalizer", out var normalizer) && normalizer.ValueKind == JsonValueKind.Object && normalizer.TryGetProperty("lowercase", out var lower) && lower.ValueKind == JsonValueKind.True;
            return (TokenKind.WordPiece, Lines(model.GetProperty("vocab")), isLowerCase);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new TaojinException("encoder.settings", $"Its tokenizer.json cannot be read: {exception.Message}", "Copy it again, or give vocab.txt in its place.", exception);
        }
    }

    private static byte[] Lines(JsonElement vocabulary)
    {
        var tokens = vocabulary.EnumerateObject().Select(each => (Token: each.Name, Number: each.Value.GetInt32())).OrderBy(each => each.Number).ToArray();
        for (var line = 0; line < tokens.Length; line++)
            if (tokens[line].Number != line)
                throw new FormatException($"number {line} of the vocabulary stands for no token or for two");
        return Encoding.UTF8.GetBytes(string.Join('\n', tokens.Select(each => each.Token)) + "\n");
    }
}
