using Taojin.Mining.Learning;

namespace Taojin.Mining.Text.Sentences;

/// <summary>How an encoder cuts texts into tokens.</summary>
public enum TokenKind
{
    /// <summary>WordPiece of BERT: a vocabulary of one token a line.</summary>
    WordPiece,

    /// <summary>SentencePiece, numbers as the model file has them.</summary>
    SentencePiece,

    /// <summary>SentencePiece with the numbers of XLM-RoBERTa: &lt;s&gt; 0, &lt;pad&gt; 1, &lt;/s&gt; 2, &lt;unk&gt; 3, and every piece one higher than in the model file.</summary>
    XlmRoberta,
}

/// <summary>How the vectors of tokens become one of the text.</summary>
public enum TokenPooling
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>That of the first token.</summary>
    First,
}

/// <summary>What a sentence encoder is made of: a network that somebody trained, and how its tokens are cut.</summary>
public sealed record EncoderParts
{
    /// <summary>Most tokens that any encoder is asked for.</summary>
    public const int LongestTokens = 8192;

    /// <summary>The network, an ONNX file.</summary>
    public required byte[] Graph { get; init; }

    /// <summary>The vocabulary: <c>vocab.txt</c> or a SentencePiece model.</summary>
    public required byte[] Vocabulary { get; init; }

    /// <summary>How tokens are cut.</summary>
    public TokenKind Tokens { get; init; }

    /// <summary>Whether capitals become small and accents go first; for <see cref="TokenKind.WordPiece"/>.</summary>
    public bool IsLowerCase { get; init; } = true;

    /// <summary>Tokens of a text that are read, the marks at both ends among them; the rest is left out.</summary>
    public int MostTokens { get; init; } = 256;

    /// <summary>How the vectors of tokens become one.</summary>
    public TokenPooling Pooling { get; init; }

    internal void Save(IArtifactWriter writer)
    {
        writer.Bytes("model.onnx", Graph);
        writer.Bytes("vocabulary", Vocabulary);
        writer.Settings["tokens"] = Tokens.ToString();
        writer.Settings["is_lower_case"] = IsLowerCase;
        writer.Settings["most_tokens"] = MostTokens;
        writer.Settings["pooling"] = Pooling.ToString();
    }

    internal static EncoderParts Load(IArtifactReader reader) => new()
    {
        Graph = reader.Bytes("model.onnx"),
        Vocabulary = reader.Bytes("vocabulary"),
        Tokens = Enum.Parse<TokenKind>((string)reader.Settings["tokens"]!),
        IsLowerCase = (bool)reader.Settings["is_lower_case"]!,
        MostTokens = (int)reader.Settings["most_tokens"]!,
        Pooling = Enum.Parse<TokenPooling>((string)reader.Settings["pooling"]!),
    };
}
