using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Insights;
using Taojin.Mining.Text;

namespace Taojin.Mining.AfterSales.Signals;

/// <summary>A review as it is looked at for being made up.</summary>
/// <param name="User">Who wrote it.</param>
/// <param name="Item">About what.</param>
/// <param name="Time">When.</param>
/// <param name="Rating">The rating, 1 to 5, or NaN.</param>
/// <param name="Text">The words.</param>
/// <param name="HasBought">Whether the log holds a purchase of it by the writer before.</param>
public readonly record struct WrittenReview(int User, int Item, Instant Time, float Rating, string Text, bool HasBought);

/// <summary>Finds items whose praise looks made up: many nearly equal texts of different writers, written within days, mostly by people who never bought.</summary>
/// <remarks>
/// Texts are compared by the overlap of their runs of five characters (Broder 1997, doi:10.1109/SEQUEN.1997.666900). A suspicion is a reason to
/// look, no proof. Texts of fewer than 12 characters say too little to be compared.
/// </remarks>
public static class SuspectReviews
{
    private const int Run = 5, ShortestText = 12, FewestAlike = 3, QuotesShown = 3;
    private const double Alike = 0.6;
    private static readonly TimeSpan Close = TimeSpan.FromDays(30);

    /// <summary>The findings, those with most suspect reviews first.</summary>
    /// <param name="reviews">All reviews, in any order.</param>
    /// <param name="names">What an item is called.</param>
    public static IReadOnlyList<Finding> Find(IReadOnlyList<WrittenReview> reviews, Func<int, (string Id, string Name)> names) =>
    [
        .. reviews.Where(review => review.Text.Length >= ShortestText).GroupBy(review => review.Item).OrderBy(group => group.Key)
            .Select(group => (Item: group.Key, Suspect: Largest([.. group.OrderBy(review => review.Time)]), All: group.Count()))
            .Where(each => each.Suspect.Count >= FewestAlike)
            .Select(each => Found(names(each.Item), each.Suspect, each.All))
            .OrderByDescending(finding => finding.Weight),
    ];

    /// <summary>The largest group of reviews that are like one of them, by different writers and close in time.</summary>
    private static List<WrittenReview> Largest(WrittenReview[] reviews)
    {
        var (runs, best) = (reviews.Select(review => RunsOf(review.Text)).ToArray(), new List<WrittenReview>());
        for (var one = 0; one < reviews.Length; one++)
        {
            var alike = new List<WrittenReview> { reviews[one] };
            for (var other = one + 1; other < reviews.Length && reviews[other].Time - reviews[one].Time <= Close; other++)
                if (alike.TrueForAll(each => each.User != reviews[other].User) && Overlap(runs[one], runs[other]) >= Alike)
                    alike.Add(reviews[other]);
            if (alike.Count > best.Count)
                best = alike;
        }
        return best;
    }

    private static Finding Found((string Id, string Name) item, List<WrittenReview> suspect, int all)
    {
        var (strangers, days) = (suspect.Count(review => !review.HasBought), (suspect[^1].Time - suspect[0].Time).TotalDays.ToString("0", CultureInfo.InvariantCulture));
        return new()
        {
            Kind = "suspect-reviews",
            Subject = item.Id,
            Claim = $"{suspect.Count} of {all} reviews of {item.Name} are nearly the same text by different writers within {days} days; {strangers} of them never bought it.",
            ClaimZh = $"{item.Name} 的 {all} 条评价中有 {suspect.Count} 条出自不同用户却几乎相同，集中在 {days} 天内；其中 {strangers} 人没有购买记录。",
            Figures = [new("nearly equal reviews", "近似评价", suspect.Count, "count"), new("of writers who never bought", "无购买记录者", strangers / (double)suspect.Count, "share")],
            Quotes = [.. suspect.Select(review => review.Text).Distinct(StringComparer.Ordinal).Take(QuotesShown)],
            Action = "Look at these writers; hide what was not written by buyers, and leave these reviews out of averages until that is done.",
            ActionZh = "核查这些用户；隐藏非购买者的评价，核查前不计入均分。",
            Check = "The average rating without them beside the average with them.",
            CheckZh = "剔除前后的平均评分对比。",
            Weight = suspect.Count + strangers,
        };
    }

    private static HashSet<ulong> RunsOf(string text)
    {
        var hashes = new List<ulong>();
        CharacterGrams.AddTo(FoldedText.Of(text), Run, Run, hashes);
        return [.. hashes];
    }

    private static double Overlap(HashSet<ulong> one, HashSet<ulong> other)
    {
        var shared = one.Count(other.Contains);
        return shared / (double)Math.Max(1, one.Count + other.Count - shared);
    }
}
