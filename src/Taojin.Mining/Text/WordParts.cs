using Taojin.Mining.Learning;

namespace Taojin.Mining.Text;

/// <summary>Shares the parts of runs among the tokens that they are made of.</summary>
/// <param name="columns">The runs that count.</param>
/// <param name="part">What a column with a value added to the log-odds.</param>
internal sealed class WordParts(GramColumns columns, Func<int, float, double> part)
{
    /// <summary>The strongest words of a folded text; Chinese characters beside one another that pull the same way are one word.</summary>
    public IReadOnlyList<WordPart> Of(string folded, int count)
    {
        var grams = new TextGrams(columns.Options);
        var places = grams.Of(folded).ToArray();
        var (known, values) = columns.Row(new TextGrams(columns.Options), folded);
        var weights = new double[grams.Tokens.Count];
        var often = places.CountBy(place => place).ToDictionary();
        for (var at = 0; at < places.Length; at++)
        {
            var (place, (first, length)) = (places[at], grams.Owners[at]);
            if (Array.BinarySearch(known, columns.ColumnOf(place)) is >= 0 and var entry)
                for (var token = first; token < first + length; token++)
                    weights[token] += part(known[entry], values[entry]) / (often[place] * length);
        }
        return [.. Joined(folded, grams.Tokens, weights).OrderByDescending(word => Math.Abs(word.Weight)).ThenBy(word => word.Start).Take(count)];
    }

    private static IEnumerable<WordPart> Joined(string folded, IReadOnlyList<TextToken> tokens, double[] weights)
    {
        for (var token = 0; token < tokens.Count; token++)
        {
            var (first, weight) = (token, weights[token]);
            while (token + 1 < tokens.Count && AreOne(folded, tokens[token], tokens[token + 1]) && Math.Sign(weights[token + 1]) == Math.Sign(weight))
                weight += weights[++token];
            var end = tokens[token].Start + tokens[token].Length;
            if (weight != 0)
                yield return new(tokens[first].Start, folded[tokens[first].Start..end], weight);
        }
    }

    private static bool AreOne(string folded, TextToken left, TextToken right) => left.Start + left.Length == right.Start
        && TextTokens.IsUnparted(folded[left.Start]) && TextTokens.IsUnparted(folded[right.Start]);
}
