using System.Globalization;
using Taojin.Mining.Insights;

namespace Taojin.Mining.AfterSales.Signals;

/// <summary>Finds items whose size is not what their label says, from the reasons of returns.</summary>
/// <remarks>Of the returns for size, as many should be too small as too large; an exact test of that for each item, all judged together.</remarks>
public static class RunsSmall
{
    private const int FewestReasons = 5, QuotesShown = 3;
    private const double FalseShare = 0.05;

    /// <summary>The findings, those with most returns for size first.</summary>
    /// <param name="reasons">Item and the customer's words of each return that has a reason.</param>
    /// <param name="names">What an item is called.</param>
    public static IReadOnlyList<Finding> Find(IReadOnlyList<(int Item, string Reason)> reasons, Func<int, (string Id, string Name)> names)
    {
        var items = reasons.GroupBy(each => each.Item).OrderBy(group => group.Key).Select(group => new SizeReasons(
            group.Key, [.. group.Select(each => each.Reason).Where(each => ReturnReasons.SortOf(each) == ReturnSort.TooSmall)], [.. group.Select(each => each.Reason).Where(each => ReturnReasons.SortOf(each) == ReturnSort.TooLarge)]))
            .Where(each => each.Small.Count + each.Large.Count >= FewestReasons).ToArray();
        var standing = ShareTest.Standing([.. items.Select(each => Math.Min(1, 2 * ShareTest.AtLeast(Math.Max(each.Small.Count, each.Large.Count), each.Small.Count + each.Large.Count, 0.5)))], FalseShare);
        return [.. items.Where((_, index) => standing[index]).Select(each => Found(names(each.Item), each)).OrderByDescending(finding => finding.Weight)];
    }

    private static Finding Found((string Id, string Name) item, SizeReasons reasons)
    {
        var (isSmall, all) = (reasons.Small.Count > reasons.Large.Count, reasons.Small.Count + reasons.Large.Count);
        var more = isSmall ? reasons.Small : reasons.Large;
        var share = (more.Count / (double)all).ToString("0%", CultureInfo.InvariantCulture);
        var (low, high) = ShareTest.Interval(more.Count, all);
        return new()
        {
            Kind = isSmall ? "runs-small" : "runs-large",
            Subject = item.Id,
            Claim = $"{item.Name} runs {(isSmall ? "small" : "large")}: {share} of its {all} returns for size say so.",
            ClaimZh = $"{item.Name} 尺码偏{(isSmall ? "小" : "大")}：{all} 起尺码退货中 {share} 这样说。",
            Figures = [new(isSmall ? "say too small" : "say too large", isSmall ? "称偏小" : "称偏大", more.Count / (double)all, "share") { Low = low, High = high }, new("returns for size", "尺码退货", all, "count")],
            Quotes = [.. more.Distinct(StringComparer.Ordinal).Take(QuotesShown)],
            Action = $"Write on its page: take one size {(isSmall ? "up" : "down")}; measure a piece and correct the size chart.",
            ActionZh = $"在商品页注明建议拍{(isSmall ? "大" : "小")}一码；实测并更正尺码表。",
            Check = "Returns for size per order, four weeks after the note.",
            CheckZh = "注明后四周的尺码退货率。",
            Weight = all,
        };
    }

    private sealed record SizeReasons(int Item, IReadOnlyList<string> Small, IReadOnlyList<string> Large);
}
