using System.Globalization;
using System.Text;

namespace Taojin.Mining.Text;

/// <summary>Text as tokens, in any language: words where blanks part them, single characters where they do not (Chinese, Japanese, Thai), signs and emoji one by one.</summary>
public static class TextTokens
{
    /// <summary>Characters from which on a text is cut: a title or a review is shorter, a file pasted by mistake is not.</summary>
    public const int MostCharacters = 1 << 16;

    /// <summary>One width and one case: compatibility forms become plain ones, capitals small; signs stay. Half a surrogate pair becomes a blank.</summary>
    public static string Fold(string text)
    {
        if (text.Length > MostCharacters)
            text = text[..MostCharacters];
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        return FoldedText.Whole(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    /// <summary>Finds the tokens of a folded text.</summary>
    /// <param name="folded">Text from <see cref="Fold"/>.</param>
    /// <param name="hasSigns">Whether punctuation and emoji are tokens.</param>
    /// <param name="tokens">Receives start and length of each, in order.</param>
    public static void AddTo(string folded, bool hasSigns, List<TextToken> tokens)
    {
        for (var at = 0; at < folded.Length;)
        {
            var kind = KindAt(folded, at, out var length);
            var start = at;
            at += length;
            if (kind == Kind.Blank || (kind == Kind.Sign && !hasSigns))
                continue;
            while (kind == Kind.Letter && at < folded.Length && KindAt(folded, at, out length) == Kind.Letter)
                at += length;
            tokens.Add(new(start, at - start));
        }
    }

    private enum Kind
    {
        Blank,
        Letter,
        Alone,
        Sign,
    }

    private static Kind KindAt(string text, int at, out int length)
    {
        var character = text[at];
        length = 1;
        if (character < 128)
            return char.IsAsciiLetterOrDigit(character) ? Kind.Letter : character <= ' ' || character == 127 ? Kind.Blank : Kind.Sign;
        if (IsUnparted(character))
            return Kind.Alone;
        var category = CharUnicodeInfo.GetUnicodeCategory(text, at);
        length = char.IsSurrogatePair(text, at) ? 2 : 1;
        return category switch
        {
            <= UnicodeCategory.LetterNumber => length == 2 && category == UnicodeCategory.OtherLetter ? Kind.Alone : Kind.Letter,
            <= UnicodeCategory.PrivateUse => Kind.Blank,
            _ => Kind.Sign,
        };
    }

    /// <summary>Scripts without blanks between words: Thai to Lao, Myanmar, Khmer, kana and Han.</summary>
    internal static bool IsUnparted(char character) => character is (>= '\u0e00' and <= '\u0eff') or (>= '\u1000' and <= '\u109f') or (>= '\u1780' and <= '\u17ff')
        or (>= '\u3005' and <= '\u3007') or (>= '\u3041' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff');
}

/// <summary>A token's place in its text.</summary>
/// <param name="Start">First character.</param>
/// <param name="Length">Number of characters.</param>
public readonly record struct TextToken(int Start, int Length);
