using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Insights;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Opportunities;

/// <summary>Items and categories in more or fewer orders than before, the shop's own growth taken out, and the season where a year is known.</summary>
/// <remarks>
/// Compared are shares of orders: the last 4 weeks with the 8 before (fewer in a short log); what was hardly sold before is new, not rising. The interval is that of a Poisson ratio, widened by
/// the scatter of the weeks; of many ratios those are told that stay at a false discovery rate of 5 %. Where the log also holds both spans a year
/// earlier, the ratio of then is divided out.
/// </remarks>
public static class Trends
{
    private const int RecentDays = 28, BaseDays = 56, LeastOrders = 20, LeastBefore = 5, Year = 364;
    private const double Rate = 0.05;

    /// <summary>Findings on items.</summary>
    public static IReadOnlyList<Finding> OfItems(OrderLog orders) => Of(orders, new("item", "商品", item => item, orders.Items.NameOf, orders.Items.Ids.IdAt, orders.Items.Count));

    /// <summary>Findings on categories; none when the catalogue knows none.</summary>
    public static IReadOnlyList<Finding> OfCategories(OrderLog orders) => orders.Items.Categories.Count == 0
        ? []
        : Of(orders, new("category", "类目", orders.Items.CategoryOf, orders.Items.Categories.IdAt, orders.Items.Categories.IdAt, orders.Items.Categories.Count));

    /// <summary>Whether both spans are known of a year before too.</summary>
    public static bool KnowsSeason(OrderLog orders) => orders.Count > 0 && (orders.End - orders.Time[0]).TotalDays >= Year + RecentDays + BaseDays;

    private static IReadOnlyList<Finding> Of(OrderLog orders, Sort sort)
    {
        if (orders.Count < LeastOrders)
            return [];
        var days = Math.Min(1.0, (orders.End - orders.Time[0]).TotalDays / (RecentDays + BaseDays));
        var (recent, before) = (TimeSpan.FromDays(RecentDays * days), TimeSpan.FromDays(BaseDays * days));
        var now = Counts(orders, sort, orders.End, (recent, before));
        var then = KnowsSeason(orders) ? Counts(orders, sort, orders.End - TimeSpan.FromDays(Year), (recent, before)) : null;
        int[] tested = [.. Enumerable.Range(0, sort.Count).Where(group => now.Recent[group] + now.Before[group] >= LeastOrders && now.Before[group] >= LeastBefore)];
        var scatter = Math.Max(1, Scatter(orders, sort, (orders.End - recent - before, orders.End - recent), tested));
        var changes = tested.Select(group => Change.Of(group, now, then, scatter)).ToArray();
        var told = Proportion.Discoveries([.. changes.Select(change => change.PValue)], Rate);
        return [.. changes.Where((_, place) => told[place]).Select(change => Told(orders, sort, change, (recent, then is not null))).OrderByDescending(finding => finding.Weight)];
    }

    private static Spans Counts(OrderLog orders, Sort sort, Instant end, (TimeSpan Recent, TimeSpan Before) spans)
    {
        var (first, middle, last) = (orders.CountBefore(end - spans.Recent - spans.Before), orders.CountBefore(end - spans.Recent), orders.CountBefore(end + TimeSpan.FromSeconds(1)));
        return new(Groups(orders, sort, first, middle), Groups(orders, sort, middle, last), middle - first, last - middle);
    }

    /// <summary>Orders with each group.</summary>
    private static int[] Groups(OrderLog orders, Sort sort, int first, int end)
    {
        var counts = new int[sort.Count];
        for (var order = first; order < end; order++)
            foreach (var group in orders.ItemsOf(order).ToArray().Select(sort.GroupOf).Where(group => group >= 0).Distinct())
                counts[group]++;
        return counts;
    }

    /// <summary>How much wider weekly counts scatter than Poisson's, pooled over what is tested.</summary>
    private static double Scatter(OrderLog orders, Sort sort, (Instant From, Instant To) span, int[] tested)
    {
        var (weeks, totals) = (new List<int[]>(), new List<int>());
        for (var start = span.From; start < span.To; start += TimeSpan.FromDays(7))
        {
            var (first, end) = (orders.CountBefore(start), orders.CountBefore(start + TimeSpan.FromDays(7)));
            weeks.Add(Groups(orders, sort, first, end));
            totals.Add(end - first);
        }
        var (sum, freedom, all) = (0.0, 0, Math.Max(1, totals.Sum()));
        foreach (var group in tested)
        {
            var share = weeks.Sum(week => (double)week[group]) / all;
            if (share * all < 2 * weeks.Count)
                continue;
            sum += weeks.Zip(totals, (week, total) => total == 0 ? 0 : Math.Pow(week[group] - (share * total), 2) / (share * total)).Sum();
            freedom += weeks.Count - 1;
        }
        return freedom > 0 ? sum / freedom : 1;
    }

    private static Finding Told(OrderLog orders, Sort sort, Change change, (TimeSpan Recent, bool HasSeason) how)
    {
        var (name, rises, weeks) = (sort.NameOf(change.Group).Trim(), change.Ratio > 1, how.Recent.TotalDays / 7);
        var (season, seasonZh) = how.HasSeason ? ("the season of last year taken out", "已剔除去年同期季节因素") : ("less than a year of data: the season cannot be told apart", "数据不足一年，无法区分季节因素");
        return new()
        {
            Kind = $"{(rises ? "rising" : "falling")}-{sort.Kind}",
            Subject = sort.IdOf(change.Group),
            Claim = rises
                ? $"“{name}” is in {Text(change.Ratio)} times its former share of orders ({Text(change.Low)}–{Text(change.High)}); {season}."
                : $"“{name}” fell to {Percent(change.Ratio)} of its former share of orders ({Percent(change.Low)}–{Percent(change.High)}); {season}.",
            ClaimZh = rises
                ? $"{sort.KindZh}“{name}”在订单中的占比升至此前的 {Text(change.Ratio)} 倍（{Text(change.Low)}–{Text(change.High)}）；{seasonZh}。"
                : $"{sort.KindZh}“{name}”在订单中的占比降至此前的 {Percent(change.Ratio)}（{Percent(change.Low)}–{Percent(change.High)}）；{seasonZh}。",
            Figures =
            [
                new("times its former share of orders", "订单占比倍数", change.Ratio, "ratio") { Low = change.Low, High = change.High },
                new("orders with it a week, now", "当前每周订单数", change.Now / weeks, "count"),
                new("orders with it in the span before", "此前时段订单数", change.Before, "count"),
            ],
            Action = rises ? "Secure stock for the coming weeks and show it earlier in lists." : "Look for the cause first (stock, price, a rival item, the season); promote it no further until it is known.",
            ActionZh = rises ? "备足未来几周的库存，并在列表中前置。" : "先查原因（缺货、价格、替代品、季节），查明前不再加推。",
            Check = $"Its share of orders over the next {weeks:0} weeks: rerun ./taojin market opportunities then.",
            CheckZh = $"看未来 {weeks:0} 周的订单占比：届时再次运行 ./taojin market opportunities。",
            Weight = Math.Abs(change.Now - (change.Now / change.Ratio)) / weeks * MeanPrice(orders, sort, change.Group),
        };
    }

    private static double MeanPrice(OrderLog orders, Sort sort, int group)
    {
        var (sum, count) = (0.0, 0);
        for (var line = 0; line < orders.Item.Length; line++)
            if (sort.GroupOf(orders.Item[line]) == group)
                (sum, count) = (sum + orders.ValueOfLine(line), count + 1);
        return count > 0 && sum > 0 ? sum / count : 1;
    }

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Percent(double value) => value.ToString("0%", CultureInfo.InvariantCulture);

    private sealed record Sort(string Kind, string KindZh, Func<int, int> GroupOf, Func<int, string> NameOf, Func<int, string> IdOf, int Count);

    private sealed record Spans(int[] Before, int[] Recent, int OrdersBefore, int OrdersRecent);

    private readonly record struct Change(int Group, double Ratio, double Low, double High, double PValue)
    {
        public double Now { get; init; }

        public double Before { get; init; }

        public static Change Of(int group, Spans now, Spans? then, double scatter)
        {
            var (log, variance) = LogRatio(group, now);
            if (then is not null)
            {
                var (logThen, varianceThen) = LogRatio(group, then);
                (log, variance) = (log - logThen, variance + varianceThen);
            }
            var half = Proportion.Z * Math.Sqrt(variance * scatter);
            return new(group, Math.Exp(log), Math.Exp(log - half), Math.Exp(log + half), Proportion.TwoSided(log / Math.Sqrt(variance * scatter))) { Now = now.Recent[group], Before = now.Before[group] };
        }

        private static (double Log, double Variance) LogRatio(int group, Spans spans)
        {
            var (recent, before) = (spans.Recent[group] + 0.5, spans.Before[group] + 0.5);
            return (Math.Log(recent / (spans.OrdersRecent + 0.5) / (before / (spans.OrdersBefore + 0.5))), (1 / recent) + (1 / before));
        }
    }
}
