using Microsoft.ML.Tokenizers;
using Taojin.Data;

namespace Taojin.Mining.Text.Sentences;

/// <summary>Cuts texts into the tokens of an encoder, as numbers, with its marks at both ends.</summary>
internal sealed class SentenceTokens
{
    private const int XlmStart = 0, XlmEnd = 2, XlmUnknown = 3;
    private readonly Func<string, IReadOnlyList<int>> _cut;
    private int _unknown;

    /// <exception cref="TaojinException">encoder.vocabulary: the vocabulary cannot be read, or lacks a mark.</exception>
    public SentenceTokens(EncoderParts parts)
    {
        try
        {
            _cut = parts.Tokens == TokenKind.WordPiece ? WordPiece(parts) : SentencePiece(parts);
            _cut("a");
        }
        catch (Exception exception) when (exception is not TaojinException and not OutOfMemoryException)
        {
            throw new TaojinException("encoder.vocabulary", $"The vocabulary of the encoder cannot be read: {exception.Message}", "Copy the tokenizer files of the encoder again: vocab.txt with [CLS], [SEP], [UNK] and [PAD], or the SentencePiece .model file.", exception);
        }
    }

    /// <summary>Numbers of the tokens; at least the marks at both ends.</summary>
    public long[] Of(string text)
    {
        var whole = FoldedText.Whole(text.Length > TextTokens.MostCharacters ? text[..TextTokens.MostCharacters] : text);
        return [.. _cut(whole).Select(id => (long)id)];
    }

    /// <summary>Whether the vocabulary knows at least two of three tokens: of a text in a language that it was not made for it knows fewer.</summary>
    public bool Knows(long[] tokens) => tokens.Count(token => token == _unknown) * 3 <= tokens.Length - 2 && tokens.Length > 2;

    private Func<string, IReadOnlyList<int>> WordPiece(EncoderParts parts)
    {
        var tokenizer = BertTokenizer.Create(new MemoryStream(parts.Vocabulary), new BertOptions { LowerCaseBeforeTokenization = parts.IsLowerCase, RemoveNonSpacingMarks = parts.IsLowerCase });
        var (start, end) = (tokenizer.ClassificationTokenId, tokenizer.SeparatorTokenId);
        _unknown = tokenizer.UnknownTokenId;
        return text => Marked(tokenizer.EncodeToIds(text, parts.MostTokens - 2, addSpecialTokens: false, out _, out _), (start, end), id => id);
    }

    private Func<string, IReadOnlyList<int>> SentencePiece(EncoderParts parts)
    {
        var tokenizer = SentencePieceTokenizer.Create(new MemoryStream(parts.Vocabulary), addBeginningOfSentence: false, addEndOfSentence: false);
        var isXlm = parts.Tokens == TokenKind.XlmRoberta;
        _unknown = isXlm ? XlmUnknown : tokenizer.UnknownId;
        var marks = isXlm ? (XlmStart, XlmEnd) : (tokenizer.BeginningOfSentenceId, tokenizer.EndOfSentenceId);
        return text => Marked(tokenizer.EncodeToIds(text, false, false, parts.MostTokens - 2, out _, out _), marks, id => !isXlm ? id : id == tokenizer.UnknownId ? XlmUnknown : id + 1);
    }

    private static int[] Marked(IReadOnlyList<int> ids, (int Start, int End) marks, Func<int, int> number) => [marks.Start, .. ids.Select(number), marks.End];
}
