namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>Phrases with what they stand for, found at a place of a text: the longest that starts there.</summary>
/// <param name="phrases">Folded phrases; the first of equal ones counts.</param>
internal sealed class PhraseTable<T>(IEnumerable<(string Phrase, T Value)> phrases)
{
    private readonly Dictionary<char, (string Phrase, T Value)[]> _byFirst = phrases.DistinctBy(each => each.Phrase).GroupBy(each => each.Phrase[0])
        .ToDictionary(group => group.Key, group => group.OrderByDescending(each => each.Phrase.Length).ThenBy(each => each.Phrase, StringComparer.Ordinal).ToArray());

    /// <summary>The longest phrase at a place, or null. Latin phrases end where a word ends, a plural s apart.</summary>
    public (int Length, T Value)? Longest(string folded, int at)
    {
        if (!_byFirst.TryGetValue(folded[at], out var candidates))
            return null;
        foreach (var (phrase, value) in candidates)
            if (string.CompareOrdinal(folded, at, phrase, 0, phrase.Length) == 0 && EndOf(folded, at + phrase.Length, phrase[^1]) is >= 0 and var end)
                return (end - at, value);
        return null;
    }

    private static int EndOf(string folded, int end, char last)
    {
        if (last > 127 || end >= folded.Length || !char.IsAsciiLetterOrDigit(folded[end]))
            return end;
        if (folded[end] == 'e' && end + 1 < folded.Length && folded[end + 1] == 's' && last is 's' or 'h' or 'x')
            end++;
        return folded[end] == 's' && (end + 1 >= folded.Length || !char.IsAsciiLetterOrDigit(folded[end + 1])) ? end + 1 : -1;
    }
}
