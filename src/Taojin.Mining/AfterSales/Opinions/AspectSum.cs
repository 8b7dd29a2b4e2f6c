using Taojin.Numerics;

namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>What reviews say of one aspect of one thing: a product, a brand, a category, a week.</summary>
/// <param name="Subject">The thing.</param>
/// <param name="Aspect">Name of the aspect.</param>
/// <param name="Praise">How often it is praised.</param>
/// <param name="Blame">How often it is blamed.</param>
/// <param name="Neutral">How often it is named without either.</param>
public sealed record AspectSum(string Subject, string Aspect, int Praise, int Blame, int Neutral)
{
    private const double Weight = 5;
    private const int QuotesKept = 3, ShortestTold = 6;

    /// <summary>Words that praise, the most telling first, three at most.</summary>
    public IReadOnlyList<string> PraiseQuotes { get; init; } = [];

    /// <summary>Words that blame, the most telling first, three at most.</summary>
    public IReadOnlyList<string> BlameQuotes { get; init; } = [];

    /// <summary>(praise − blame) ÷ (praise + blame + 5), in (−1, 1): few opinions are drawn to 0.</summary>
    public double Score => (Praise - Blame) / (Praise + Blame + Weight);

    /// <summary>Ends of the 95 % interval of the share of blame among praise and blame (Wilson); NaN without either.</summary>
    public (double Low, double High) BlameInterval => Praise + Blame == 0 ? (double.NaN, double.NaN) : Proportion.Interval(Blame, Praise + Blame);

    /// <summary>Sums opinions, the most spoken of first within each subject; subjects in order.</summary>
    /// <param name="opinions">Opinions with what they are about.</param>
    public static IReadOnlyList<AspectSum> Of(IEnumerable<(string Subject, AspectOpinion Opinion)> opinions) =>
    [
        .. opinions.GroupBy(each => (each.Subject, each.Opinion.Aspect))
            .Select(group => new AspectSum(group.Key.Subject, AspectMiner.Aspects[group.Key.Aspect].Name, Count(group, 1), Count(group, -1), Count(group, 0))
            {
                PraiseQuotes = Quotes(group, 1), BlameQuotes = Quotes(group, -1),
            })
            .OrderBy(sum => sum.Subject, StringComparer.Ordinal).ThenByDescending(sum => sum.Praise + sum.Blame + sum.Neutral).ThenBy(sum => sum.Aspect, StringComparer.Ordinal),
    ];

    private static int Count(IEnumerable<(string Subject, AspectOpinion Opinion)> group, int polarity) => group.Count(each => each.Opinion.Polarity == polarity);

    /// <summary>Of middling length first: a word says little, a page is not read.</summary>
    private static IReadOnlyList<string> Quotes(IEnumerable<(string Subject, AspectOpinion Opinion)> group, int polarity) =>
    [
        .. group.Where(each => each.Opinion.Polarity == polarity).Select(each => each.Opinion.Quote).Distinct(StringComparer.Ordinal)
            .OrderBy(quote => quote.Length < ShortestTold).ThenBy(quote => quote.Length).ThenBy(quote => quote, StringComparer.Ordinal).Take(QuotesKept),
    ];
}
