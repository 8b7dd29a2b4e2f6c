using Taojin.Data;
using Taojin.Mining.Insights;

namespace Taojin.Mining.Marketing.Opportunities;

/// <summary>Items that people want and the shop has not: no stock, and somebody looked at or bought them in the last four weeks.</summary>
public static class SoldOut
{
    private const int Days = 28, LeastPeople = 5;

    /// <summary>Findings; none when the catalogue knows no stock.</summary>
    public static IReadOnlyList<Finding> Of(ShopLog log)
    {
        if (log.Items.Stock.Length == 0)
            return [];
        var (wants, buys) = (new HashSet<(int Item, int User)>(), new int[log.Items.Count]);
        for (var place = log.CountBefore(log.End - TimeSpan.FromDays(Days)); place < log.Count; place++)
        {
            if (log.Item[place] < 0 || !(log.Items.StockOf(log.Item[place]) <= 0) || !log.Kind[place].IsTouch() || log.Kind[place] == EventKind.Return)
                continue;
            wants.Add((log.Item[place], log.User[place]));
            buys[log.Item[place]] += log.Kind[place] == EventKind.Purchase ? 1 : 0;
        }
        return [.. wants.GroupBy(each => each.Item).Where(group => group.Count() >= LeastPeople).Select(group => Told(log, group.Key, group.Count(), buys[group.Key])).OrderByDescending(finding => finding.Weight)];
    }

    private static Finding Told(ShopLog log, int item, int people, int bought)
    {
        var name = log.Items.NameOf(item);
        return new()
        {
            Kind = "sold-out-and-wanted",
            Subject = log.Items.Ids.IdAt(item),
            Claim = $"“{name}” is out of stock; {people} people turned to it in four weeks, {bought} bought it.",
            ClaimZh = $"“{name}”已缺货；四周内有 {people} 人关注，售出 {bought} 件次。",
            Figures = [new("people in four weeks", "四周内人数", people, "count"), new("bought in four weeks", "四周内售出", bought, "count")],
            Action = "Order it, say on the page when it comes, and offer to write when it does.",
            ActionZh = "补货，在页面写明到货时间，并提供到货通知。",
            Check = "Purchases in the four weeks after it is back.",
            CheckZh = "到货后四周的购买数。",
            Weight = people * (float.IsNaN(log.Items.PriceOf(item)) ? 1 : log.Items.PriceOf(item)),
        };
    }
}
