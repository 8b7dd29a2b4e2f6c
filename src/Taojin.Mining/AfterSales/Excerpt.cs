using System.Text.RegularExpressions;

namespace Taojin.Mining.AfterSales;

/// <summary>Picks the sentences of a passage that a question is about. What is picked stands in the passage word for word.</summary>
public static partial class Excerpt
{
    private const int MostCharacters = 400;

    /// <summary>The whole text when it is short, or else the run of sentences that shares most terms with the question, in order.</summary>
    /// <param name="passage">What is quoted.</param>
    /// <param name="question">What was asked.</param>
    public static string Of(Passage passage, string question)
    {
        if (passage.Text.Length <= MostCharacters)
            return passage.Text;
        var asked = QuestionTerms.Of(question).ToHashSet(StringComparer.Ordinal);
        var sentences = Sentences(passage.Text);
        var scores = sentences.Select(sentence => QuestionTerms.Of(sentence).Distinct(StringComparer.Ordinal).Count(asked.Contains)).ToArray();
        var (best, bestScore) = ((Start: 0, Length: 1), -1);
        for (var start = 0; start < sentences.Count; start++)
            for (var (end, length) = (start, 0); end < sentences.Count && (end == start || length + sentences[end].Length <= MostCharacters); length += sentences[end++].Length)
                if (scores[start..(end + 1)].Sum() is var score && score > bestScore)
                    (best, bestScore) = ((start, end + 1 - start), score);
        return string.Concat(sentences.Skip(best.Start).Take(best.Length)).Trim();
    }

    /// <summary>Sentences with what parts them, so that together they are the text again.</summary>
    public static IReadOnlyList<string> Sentences(string text) => [.. Sentence().Matches(text).Select(match => match.Value).Where(sentence => sentence.Length > 0)];

    [GeneratedRegex(@"[^。！？.!?\n]*([.!?](?!\s|$)[^。！？.!?\n]*)*([。！？\n]|[.!?]+(\s+|$)|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sentence();
}
