using System.Text;

namespace Taojin.Mining.Text;

/// <summary>Text as it is compared: one width, one case, one blank between words.</summary>
public static class FoldedText
{
    /// <summary>Compatibility forms become plain ones (Ａ and ① become a and 1), capitals small; what is neither letter nor digit becomes one blank.</summary>
    /// <param name="text">Any text, Chinese or other; half a surrogate pair is left out.</param>
    /// <returns>The folded text without blanks at its ends; empty when no letter or digit is in it.</returns>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        var isBlankDue = false;
        foreach (var rune in Whole(text).Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune) && !IsMark(rune))
            {
                isBlankDue = folded.Length > 0;
                continue;
            }
            if (isBlankDue)
                folded.Append(' ');
            isBlankDue = false;
            folded.Append(Rune.ToLowerInvariant(rune));
        }
        return folded.ToString();
    }

    /// <summary>Marks belong to the letter before them.</summary>
    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    /// <summary>Normalisation refuses half a surrogate pair; real files hold such.</summary>
    internal static string Whole(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
            return text;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune == Rune.ReplacementChar ? new Rune(' ') : rune);
        return whole.ToString();
    }
}
