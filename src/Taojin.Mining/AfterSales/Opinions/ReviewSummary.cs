namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>What the reviews of one product come to: the aspects most spoken of, each with words that show it.</summary>
/// <param name="Reviews">Reviews looked at.</param>
/// <param name="Points">What is said, the most frequent first.</param>
public sealed record ReviewSummary(int Reviews, IReadOnlyList<SummaryPoint> Points)
{
    private const int Wanted = 60;

    /// <summary>Chooses aspects and quotes: each point is of another aspect or the other side of it, from another review where there is one; blame has its place beside praise.</summary>
    /// <param name="reviews">Texts with the opinions mined from them.</param>
    /// <param name="most">Most points, 1 or more.</param>
    public static ReviewSummary Of(IReadOnlyList<(string Text, IReadOnlyList<AspectOpinion> Opinions)> reviews, int most = 6)
    {
        var sides = reviews.SelectMany((review, index) => review.Opinions.Where(opinion => opinion.Polarity != 0).Select(opinion => (Review: index, Opinion: opinion)))
            .GroupBy(each => (each.Opinion.Aspect, each.Opinion.Polarity)).Select(group => (group.Key, Said: group.ToArray(), Count: group.Select(each => each.Review).Distinct().Count()))
            .OrderByDescending(side => side.Count).ThenBy(side => side.Key.Aspect).ThenByDescending(side => side.Key.Polarity).ToArray();
        var blame = sides.Where(side => side.Key.Polarity < 0).Take((most + 1) / 2).ToArray();
        var chosen = sides.Where(side => side.Key.Polarity > 0).Take(most - Math.Min(blame.Length, most / 2)).Concat(blame).OrderByDescending(side => side.Count).Take(most);
        var (points, used) = (new List<SummaryPoint>(), new HashSet<int>());
        foreach (var side in chosen)
        {
            var quote = side.Said.OrderBy(each => used.Contains(each.Review)).ThenBy(each => Math.Abs(each.Opinion.Quote.Length - Wanted)).ThenBy(each => each.Review).First();
            used.Add(quote.Review);
            points.Add(Point(side.Key, side.Count, reviews.Count, quote));
        }
        return new(reviews.Count, points);
    }

    /// <summary>Whether every point has words that stand in the review it names, letter for letter.</summary>
    public bool IsQuotedFrom(IReadOnlyList<string> texts) =>
        Points.All(point => point.Quote.Length > 0 && point.Review >= 0 && point.Review < texts.Count && texts[point.Review].Contains(point.Quote, StringComparison.Ordinal));

    private static SummaryPoint Point((int Aspect, int Polarity) side, int count, int all, (int Review, AspectOpinion Opinion) quote)
    {
        var aspect = AspectMiner.Aspects[side.Aspect];
        return new(
            aspect.Name, side.Polarity, $"{count} of {all} reviews {(side.Polarity > 0 ? "praise" : "blame")} the {aspect.Title}.", $"{all} 条评论中 {count} 条{(side.Polarity > 0 ? "称赞" : "批评")}{aspect.TitleZh}。", quote.Opinion.Quote, quote.Review);
    }
}

/// <summary>One thing that reviews say.</summary>
/// <param name="Aspect">Name of the aspect.</param>
/// <param name="Polarity">1 praise, −1 blame.</param>
/// <param name="Claim">In English.</param>
/// <param name="ClaimZh">In Chinese.</param>
/// <param name="Quote">Words of a customer that show it.</param>
/// <param name="Review">Place of their review among those looked at.</param>
public sealed record SummaryPoint(string Aspect, int Polarity, string Claim, string ClaimZh, string Quote, int Review);
