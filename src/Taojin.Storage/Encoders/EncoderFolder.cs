using System.Text.Json;
using Taojin.Data;
using Taojin.Mining.Text.Sentences;

namespace Taojin.Storage.Encoders;

/// <summary>Reads a sentence encoder from a folder as its publishers lay it out. Nothing is fetched from the network.</summary>
/// <remarks>
/// <c>model.onnx</c> (or <c>onnx/model.onnx</c>); the tokens by <c>vocab.txt</c>, <c>sentencepiece.bpe.model</c> (XLM-RoBERTa's numbers), another SentencePiece
/// <c>.model</c>, or a <c>tokenizer.json</c> of WordPiece. Where they stand there, <c>tokenizer_config.json</c> says whether capitals count,
/// <c>sentence_bert_config.json</c> how many tokens are read and <c>1_Pooling/config.json</c> how their vectors become one.
/// </remarks>
public static class EncoderFolder
{
    /// <summary>Most bytes of a network.</summary>
    public const long MostBytes = 1L << 30;

    private const long MostTokenizerBytes = 64 << 20;
    private const int UsualTokens = 256;

    /// <summary>Reads the encoder of a folder.</summary>
    /// <exception cref="TaojinException">encoder.folder, encoder.network-missing, encoder.tokenizer-missing, encoder.tokenizer-kind, encoder.too-large, encoder.settings, and what <see cref="SentenceEncoder.Of"/> says of damaged parts.</exception>
    public static SentenceEncoder Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new TaojinException("encoder.folder", $"There is no folder '{folder}'.", "Give the folder of a sentence encoder, with model.onnx and its tokenizer files.");
        var network = Found(folder, "model.onnx", Path.Combine("onnx", "model.onnx")) ?? throw new TaojinException(
            "encoder.network-missing", $"'{folder}' holds no model.onnx.", "Export the encoder as ONNX, or copy its onnx/model.onnx there.");
        var (kind, vocabulary, isLowerCase) = Tokenizer(folder);
        return SentenceEncoder.Of(new()
        {
            Graph = Bytes(network, MostBytes),
            Vocabulary = vocabulary,
            Tokens = kind,
            IsLowerCase = Setting(folder, "tokenizer_config.json", "do_lower_case") is { } lower ? lower.ValueKind != JsonValueKind.False : isLowerCase,
            MostTokens = MostTokens(folder),
            Pooling = Setting(folder, Path.Combine("1_Pooling", "config.json"), "pooling_mode_cls_token") is { ValueKind: JsonValueKind.True } ? TokenPooling.First : TokenPooling.Mean,
        });
    }

    private static (TokenKind Kind, byte[] Vocabulary, bool IsLowerCase) Tokenizer(string folder)
    {
        if (Found(folder, "vocab.txt") is { } words)
            return (TokenKind.WordPiece, Bytes(words, MostTokenizerBytes), true);
        if (Found(folder, "sentencepiece.bpe.model") is { } xlm)
            return (TokenKind.XlmRoberta, Bytes(xlm, MostTokenizerBytes), false);
        if (Directory.EnumerateFiles(folder, "*.model").Order(StringComparer.Ordinal).FirstOrDefault() is { } pieces)
            return (TokenKind.SentencePiece, Bytes(pieces, MostTokenizerBytes), false);
        if (Found(folder, "tokenizer.json") is { } described)
            return WordPieces.Of(Bytes(described, MostTokenizerBytes));
        throw new TaojinException("encoder.tokenizer-missing", $"'{folder}' holds no tokenizer.", "Copy vocab.txt, a SentencePiece .model file or tokenizer.json of the encoder there.");
    }

    /// <summary>Sentence encoders are trained on so many tokens; networks may read more, which only costs.</summary>
    private static int MostTokens(string folder) => Setting(folder, "sentence_bert_config.json", "max_seq_length") is { ValueKind: JsonValueKind.Number } most && most.TryGetInt32(out var tokens) ? tokens : UsualTokens;

    private static JsonElement? Setting(string folder, string file, string name)
    {
        if (Found(folder, file) is not { } path)
            return null;
        try
        {
            using var document = JsonDocument.Parse(Bytes(path, MostTokenizerBytes));
            return document.RootElement.TryGetProperty(name, out var value) ? value.Clone() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new TaojinException("encoder.settings", $"'{path}' is no JSON object: {exception.Message}", "Copy it again, or remove it: without it the usual settings hold.", exception);
        }
    }

    private static string? Found(string folder, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (File.Exists(Path.Combine(folder, name)))
                return Path.Combine(folder, name);
        return null;
    }

    private static byte[] Bytes(string path, long most) => new FileInfo(path).Length is var length && length > most
        ? throw new TaojinException("encoder.too-large", $"'{path}' has {length} bytes.", $"Take an encoder whose file has {most} bytes or fewer.")
        : File.ReadAllBytes(path);
}
