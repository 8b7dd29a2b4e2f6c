namespace Taojin.Mining.Text;

/// <summary>What titles are found by: words, runs of three characters inside longer words, and pairs of characters where no blanks part words. 羽绒服 holds 羽绒 and 绒服.</summary>
internal static class TitleTerms
{
    private const int Run = 3;

    /// <summary>Adds the terms of a text, once for each time they occur.</summary>
    public static void AddTo(string text, List<TitleTerm> terms)
    {
        var folded = TextTokens.Fold(text);
        var tokens = new List<TextToken>();
        TextTokens.AddTo(folded, hasSigns: false, tokens);
        for (var place = 0; place < tokens.Count; place++)
        {
            var word = folded.AsSpan(tokens[place].Start, tokens[place].Length);
            if (TextTokens.IsUnparted(word[0]))
            {
                terms.Add(new(Hash(word, 'c'), SingleWeight));
                if (place + 1 < tokens.Count && tokens[place + 1].Start == tokens[place].Start + tokens[place].Length && TextTokens.IsUnparted(folded[tokens[place + 1].Start]))
                    terms.Add(new(Hash(folded.AsSpan(tokens[place].Start, tokens[place].Length + tokens[place + 1].Length), 'w'), 1));
                continue;
            }
            terms.Add(new(Hash(word, 'w'), 1));
            if (word.Length > Run)
                AddRuns($"^{word}$", terms);
        }
    }

    /// <summary>A single character and a run of a word say less than a word.</summary>
    private const float SingleWeight = 0.3f;

    private static void AddRuns(string word, List<TitleTerm> terms)
    {
        for (var start = 0; start + Run <= word.Length; start++)
            terms.Add(new(Hash(word.AsSpan(start, Run), 'r'), SingleWeight));
    }

    /// <summary>FNV-1a: the same on every machine.</summary>
    private static ulong Hash(ReadOnlySpan<char> text, char sort)
    {
        var hash = unchecked((14695981039346656037UL ^ sort) * 1099511628211UL);
        foreach (var letter in text)
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        return hash;
    }
}

/// <summary>A term and what it counts beside a word.</summary>
internal readonly record struct TitleTerm(ulong Hash, float Weight);
