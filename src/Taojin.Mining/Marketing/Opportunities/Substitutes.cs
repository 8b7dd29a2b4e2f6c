using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Insights;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Opportunities;

/// <summary>Items that win customers from others of their category, or lose them: seen where the next purchase in a category is another item than the last.</summary>
/// <remarks>A change counts once as won and once as lost. Told are items whose balance differs from even at a false discovery rate of 5 % (sign test, normal approximation).</remarks>
public static class Substitutes
{
    private const int LeastChanges = 12;
    private const double Rate = 0.05;

    /// <summary>Findings; none when the catalogue knows no categories.</summary>
    public static IReadOnlyList<Finding> Of(OrderLog orders)
    {
        var (last, changes) = (new Dictionary<(int User, int Category), int>(), new Dictionary<(int From, int To), int>());
        for (var order = 0; order < orders.Count; order++)
            foreach (var item in orders.ItemsOf(order))
            {
                if (orders.Items.CategoryOf(item) is not (>= 0 and var category))
                    continue;
                var key = (orders.User[order], category);
                if (last.TryGetValue(key, out var before) && before != item)
                    changes[(before, item)] = changes.GetValueOrDefault((before, item)) + 1;
                last[key] = item;
            }
        var (won, lost) = (Sums(changes, pair => pair.To), Sums(changes, pair => pair.From));
        int[] tested = [.. won.Keys.Union(lost.Keys).Where(item => won.GetValueOrDefault(item) + lost.GetValueOrDefault(item) >= LeastChanges).Order()];
        var told = Proportion.Discoveries([.. tested.Select(item => PValue(won.GetValueOrDefault(item), lost.GetValueOrDefault(item)))], Rate);
        return [.. tested.Where((_, place) => told[place]).Select(item => Told(orders, item, (won.GetValueOrDefault(item), lost.GetValueOrDefault(item)), changes)).OrderByDescending(finding => finding.Weight)];
    }

    private static Dictionary<int, int> Sums(Dictionary<(int From, int To), int> changes, Func<(int From, int To), int> side) =>
        changes.GroupBy(each => side(each.Key)).ToDictionary(group => group.Key, group => group.Sum(each => each.Value));

    private static double PValue(int won, int lost) => Proportion.TwoSided((won - lost) / Math.Sqrt(won + lost));

    private static Finding Told(OrderLog orders, int item, (int Won, int Lost) counts, Dictionary<(int From, int To), int> changes)
    {
        var (all, wins) = (counts.Won + counts.Lost, counts.Won > counts.Lost);
        var (low, high) = Proportion.Interval(counts.Won, all);
        var (share, name) = ((double)counts.Won / all, orders.Items.NameOf(item));
        var rival = changes.Where(each => wins ? each.Key.To == item : each.Key.From == item).OrderByDescending(each => each.Value).ThenBy(each => each.Key).Select(each => orders.Items.NameOf(wins ? each.Key.From : each.Key.To)).First();
        string Percent(double value) => value.ToString("0%", CultureInfo.InvariantCulture);
        return new()
        {
            Kind = wins ? "wins-against-substitutes" : "loses-to-substitutes",
            Subject = orders.Items.Ids.IdAt(item),
            Claim = $"Where customers changed between “{name}” and others of its category, {Percent(share)} ({Percent(low)}–{Percent(high)}) changed to it: {counts.Won} won, {counts.Lost} lost, most {(wins ? "from" : "to")} “{rival}”.",
            ClaimZh = $"顾客在“{name}”与同类商品之间更换时，{Percent(share)}（{Percent(low)}–{Percent(high)}）换入该商品：赢得 {counts.Won} 次，失去 {counts.Lost} 次，{(wins ? "主要来自" : "主要转向")}“{rival}”。",
            Figures = [new("of changes, to it", "换入比例", share, "share") { Low = low, High = high }, new("won", "赢得", counts.Won, "count"), new("lost", "失去", counts.Lost, "count")],
            Action = wins ? "Show it to buyers of the rival first; it needs no discount." : "Ask those who changed why (price, size, quality) before discounting it.",
            ActionZh = wins ? "优先展示给竞品的买家；无需折扣。" : "先询问更换原因（价格、规格、质量），再考虑折扣。",
            Check = "The balance of won and lost over the next eight weeks.",
            CheckZh = "看未来八周赢得与失去的差额。",
            Weight = Math.Abs(counts.Won - counts.Lost),
        };
    }
}
