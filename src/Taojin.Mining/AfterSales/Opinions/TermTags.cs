using Taojin.Numerics;

namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>Which tokens of a text belong to terms: outside, first of a term, further within it; and what speaks for it, as hashed places.</summary>
internal static class TermTags
{
    /// <summary>The tags.</summary>
    public const int Outside = 0, First = 1, Inside = 2, Count = 3;

    /// <summary>Tags of marked terms, shape [tokens].</summary>
    public static int[] Of(OpinionText text, IReadOnlyList<(int Start, int Length)> terms)
    {
        var tags = new int[text.Count];
        foreach (var (start, length) in terms)
            for (var token = text.TokenAt(start); token < text.Count && text[token].Start < start + length; token++)
                tags[token] = text[token].Start <= start ? First : Inside;
        return tags;
    }

    /// <summary>Terms of tags: a run of tokens from a first one on.</summary>
    public static IReadOnlyList<(int Start, int Length)> Terms(OpinionText text, int[] tags)
    {
        var terms = new List<(int, int)>();
        for (var token = 0; token < tags.Length; token++)
            if (tags[token] == First)
            {
                var start = text[token].Start;
                while (token + 1 < tags.Length && tags[token + 1] == Inside)
                    token++;
                terms.Add((start, text[token].Start + text[token].Length - start));
            }
        return terms;
    }

    /// <summary>What is known of each token: itself, its parts, its neighbours, praise and blame near it; places below 2 to the power of <paramref name="bits"/>.</summary>
    public static int[][] Features(OpinionText text, string original, int bits)
    {
        var words = Enumerable.Range(0, text.Count).Select(token => Hash(text.Word(token))).ToArray();
        ulong At(int token) => token < 0 ? 1 : token >= words.Length ? 2 : words[token];
        return [.. Enumerable.Range(0, text.Count).Select(token => (ulong[])
            [
                Mix(1, At(token)), Mix(2, At(token - 1)), Mix(3, At(token + 1)), Mix(4, At(token - 2)), Mix(5, At(token + 2)), Mix(6, At(token - 1), At(token)), Mix(7, At(token), At(token + 1)),
                Mix(8, At(token - 2), At(token - 1)), Mix(9, At(token + 1), At(token + 2)), Mix(10, At(token - 1), At(token + 1)), .. Parts(text, token), .. Kinds(text, original, token),
            ]).Select(features => Array.ConvertAll(features, hash => (int)(hash & ((1UL << bits) - 1))))];
    }

    private static IEnumerable<ulong> Parts(OpinionText text, int token)
    {
        var word = text.Word(token).ToString();
        for (var length = 1; length <= Math.Min(4, word.Length); length++)
        {
            yield return Mix(20 + (ulong)length, Hash(word.AsSpan(0, length)));
            yield return Mix(30 + (ulong)length, Hash(word.AsSpan(word.Length - length)));
        }
        for (var beside = -1; beside <= 1; beside += 2)
            if (token + beside is >= 0 and var other && other < text.Count && text.Word(other) is { Length: > 2 } neighbour)
                yield return Mix(40 + (ulong)(beside + 1), Hash(neighbour[^3..]));
    }

    private static IEnumerable<ulong> Kinds(OpinionText text, string original, int token)
    {
        yield return Mix(50, (ulong)((char.IsUpper(original[text[token].Start]) ? 1 : 0) + (char.IsDigit(text.Word(token)[0]) ? 2 : 0) + (token == 0 ? 4 : 0) + (char.IsLetter(text.Word(token)[0]) ? 8 : 0)));
        yield return Mix(51, AspectWords.At(text.Folded, text[token].Start) is { } known ? (ulong)known.Aspect + 1 : 0);
        for (var beside = -3; beside <= 3; beside++)
            if (token + beside is >= 0 and var other && other < text.Count && text.Polarity[other] != 0)
                yield return Mix(60 + (ulong)(beside + 3), (ulong)(text.Polarity[other] + 1));
    }

    private static ulong Mix(ulong what, ulong one, ulong other = 0) => SplitMix64.Mix(SplitMix64.Mix(one + (what * 0x9E3779B97F4A7C15UL)) + other);

    private static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in word)
            hash = (hash ^ character) * 1099511628211UL;
        return hash;
    }
}
