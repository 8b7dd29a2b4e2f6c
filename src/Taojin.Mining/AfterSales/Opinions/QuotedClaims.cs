namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>A claim that a language model wrote, with the words that it says show it.</summary>
/// <param name="Claim">The sentence.</param>
/// <param name="Quote">Words of a customer.</param>
public sealed record QuotedClaim(string Claim, string Quote);

/// <summary>Reads what a language model wrote about reviews, line by line, and keeps only what stands on a quote.</summary>
/// <remarks>The claim's own words are not judged: a model that turns a quote round is not caught.</remarks>
public static class QuotedClaims
{
    private const char Bar = '|';
    private const int ShortestQuote = 2;
    private static readonly char[] Marks = ['"', '“', '”', '「', '」', ' ', '-', '*', '•'];

    /// <summary>The lines <c>claim | quote</c> whose quote stands in a text letter for letter, and whose claim has no number, link or source that the quote has not.</summary>
    /// <param name="written">What the model wrote.</param>
    /// <param name="texts">All that it was given to read.</param>
    public static IReadOnlyList<QuotedClaim> Of(string written, IReadOnlyList<string> texts) =>
    [
        .. written.Split('\n').Select(line => line.Split(Bar, 2)).Where(parts => parts.Length == 2).Select(parts => new QuotedClaim(parts[0].Trim(Marks), parts[1].Trim(Marks)))
            .Where(each => each.Claim.Length > 0 && each.Quote.Length >= ShortestQuote && texts.Any(text => text.Contains(each.Quote, StringComparison.Ordinal)) && GroundedText.FaultOf(each.Claim, [each.Quote], []) is null),
    ];
}
