using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Insights;

namespace Taojin.Mining.AfterSales.Signals;

/// <summary>One order line and whether it came back.</summary>
/// <param name="Item">Index of the item.</param>
/// <param name="Time">When it was ordered.</param>
/// <param name="IsReturned">Whether it came back.</param>
/// <param name="Reason">The customer's words, if any.</param>
public readonly record struct SoldLine(int Item, Instant Time, bool IsReturned, string? Reason = null);

/// <summary>Finds weeks in which an item was sold that came back far more often than at other times: a bad batch, a wrong box, a change of the supplier.</summary>
/// <remarks>
/// For each item all windows of one to six weeks are looked at, and the one that stands out most is judged (the scan of Kulldorff 1997,
/// doi:10.1080/03610929708831995, with the exact test of two rates, <see cref="ShareTest.Risen"/>). Its p-value is multiplied by the number of windows, and all items are judged
/// together so that the share of false findings is bounded. Lines too young to have come back should be left out by the caller.
/// </remarks>
public static class DefectiveBatches
{
    private const int LongestWeeks = 6, FewestReturns = 4, QuotesShown = 3;
    private const double FalseShare = 0.05;

    /// <summary>The findings, those with most returns beyond the usual first.</summary>
    /// <param name="lines">Order lines, in any order.</param>
    /// <param name="names">What an item is called.</param>
    public static IReadOnlyList<Finding> Find(IReadOnlyList<SoldLine> lines, Func<int, (string Id, string Name)> names)
    {
        var found = lines.GroupBy(line => line.Item).OrderBy(group => group.Key).Select(group => Scan([.. group.OrderBy(line => line.Time)])).ToArray();
        var standing = ShareTest.Standing([.. found.Select(each => each.Tail)], FalseShare);
        return [.. found.Where((each, index) => standing[index] && each.Returns >= FewestReturns).Select(each => Found(names(each.Item), each)).OrderByDescending(finding => finding.Weight)];
    }

    private static Batch Scan(SoldLine[] lines)
    {
        var weeks = lines.GroupBy(line => line.Time.Microseconds / (7 * Instant.PerDay)).OrderBy(week => week.Key).Select(week => (week.Key, Lines: week.Count(), Returns: week.Count(line => line.IsReturned))).ToArray();
        var (all, came) = (lines.Length, lines.Count(line => line.IsReturned));
        var (best, windows) = (new Batch(lines[0].Item, 0, 0, 1), 0);
        for (var first = 0; first < weeks.Length; first++)
        {
            var (sold, returned) = (0, 0);
            for (var last = first; last < weeks.Length && weeks[last].Key - weeks[first].Key < LongestWeeks; last++)
            {
                (sold, returned) = (sold + weeks[last].Lines, returned + weeks[last].Returns);
                if (sold == all)
                    continue;
                windows++;
                var tail = ShareTest.Risen((returned, sold), (came - returned, all - sold));
                if (tail < best.Tail)
                    best = new(lines[0].Item, sold, returned, tail) { From = weeks[first].Key, To = weeks[last].Key, Usual = (came - returned, all - sold) };
            }
        }
        return best with { Tail = Math.Min(1, best.Tail * windows), Quotes = [.. lines.Where(line => line.IsReturned && best.Holds(line.Time) && !string.IsNullOrWhiteSpace(line.Reason)).Select(line => line.Reason!).Distinct(StringComparer.Ordinal).Take(QuotesShown)] };
    }

    private static Finding Found((string Id, string Name) item, Batch batch)
    {
        var (share, usual) = (batch.Returns / (double)batch.Sold, batch.Usual.Returns / (double)batch.Usual.Sold);
        var (from, to) = (Day(batch.From * 7), Day((batch.To * 7) + 6));
        var (now, other) = (share.ToString("0.0%", CultureInfo.InvariantCulture), usual.ToString("0.0%", CultureInfo.InvariantCulture));
        return new()
        {
            Kind = "defective-batch",
            Subject = item.Id,
            Claim = $"Of {item.Name} sold from {from} to {to}, {now} came back ({batch.Returns} of {batch.Sold}); at other times {other}.",
            ClaimZh = $"{item.Name} 在 {from} 至 {to} 售出的部分退回 {now}（{batch.Sold} 单中 {batch.Returns} 单）；其他时间为 {other}。",
            Figures = [Figure("came back, of these weeks", "该时段退货率", (batch.Returns, batch.Sold)), Figure("came back, of other weeks", "其他时段退货率", batch.Usual)],
            Quotes = batch.Quotes,
            Action = "Look at what is left of that delivery, ask the supplier what changed, and write to those who bought then and have not complained.",
            ActionZh = "检查该批次剩余库存，询问供应商有何变化，并联系该时段购买但未投诉的顾客。",
            Check = "The returns of what is sold from the next delivery on.",
            CheckZh = "下一批次售出后的退货率。",
            Weight = batch.Returns - (usual * batch.Sold),
        };
    }

    private static FindingFigure Figure(string name, string nameZh, (int Returns, int Sold) part)
    {
        var (low, high) = ShareTest.Interval(part.Returns, part.Sold);
        return new(name, nameZh, part.Returns / (double)Math.Max(1, part.Sold), "share") { Low = low, High = high };
    }

    private static string Day(long day) => DateTimeOffset.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Batch(int Item, int Sold, int Returns, double Tail)
    {
        public long From { get; init; }

        public long To { get; init; }

        public (int Returns, int Sold) Usual { get; init; }

        public IReadOnlyList<string> Quotes { get; init; } = [];

        public bool Holds(Instant time) => time.Microseconds / (7 * Instant.PerDay) is var week && week >= From && week <= To;
    }
}
