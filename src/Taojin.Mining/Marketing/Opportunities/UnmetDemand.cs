using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Insights;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Opportunities;

/// <summary>Items that many look at and few buy, held against what is usual in their category.</summary>
/// <remarks>People of the last 28 days who looked at an item or put it away; buyers among them. Told are shares whose difference stays at a false discovery rate of 5 %.</remarks>
public static class UnmetDemand
{
    private const int Days = 28, LeastPeople = 30;
    private const double Rate = 0.05;

    /// <summary>Findings; none when the log knows only purchases.</summary>
    public static IReadOnlyList<Finding> Of(ShopLog log)
    {
        var (looked, bought) = (new HashSet<(int Item, int User)>(), new HashSet<(int Item, int User)>());
        for (var place = log.CountBefore(log.End - TimeSpan.FromDays(Days)); place < log.Count; place++)
        {
            if (log.Item[place] < 0)
                continue;
            if (log.Kind[place] is EventKind.View or EventKind.Cart or EventKind.Favorite)
                looked.Add((log.Item[place], log.User[place]));
            else if (log.Kind[place] == EventKind.Purchase)
                bought.Add((log.Item[place], log.User[place]));
        }
        var items = looked.GroupBy(each => each.Item).Select(group => (Item: group.Key, People: group.Count(), Buyers: group.Count(bought.Contains))).ToArray();
        var usual = items.GroupBy(each => log.Items.CategoryOf(each.Item)).ToDictionary(group => group.Key, group => (Buyers: group.Sum(each => (double)each.Buyers), People: group.Sum(each => (double)each.People)));
        var tested = items.Where(each => each.People >= LeastPeople).OrderBy(each => each.Item).Select(each => Judge(each, usual[log.Items.CategoryOf(each.Item)])).Where(each => each.Usual > 0).ToArray();
        var told = Proportion.Discoveries([.. tested.Select(each => each.PValue)], Rate);
        return [.. tested.Where((each, place) => told[place] && each.Buyers < each.People * each.Usual).Select(each => Told(log, each)).OrderByDescending(finding => finding.Weight)];
    }

    private static Judged Judge((int Item, int People, int Buyers) item, (double Buyers, double People) category)
    {
        var usual = category.People > item.People ? (category.Buyers - item.Buyers) / (category.People - item.People) : 0; // of the others
        var z = (item.Buyers - (item.People * usual)) / Math.Sqrt(Math.Max(1e-9, item.People * usual * (1 - usual)));
        return new(item.Item, item.People, item.Buyers, usual, Proportion.TwoSided(z));
    }

    private static Finding Told(ShopLog log, Judged item)
    {
        var (low, high) = Proportion.Interval(item.Buyers, item.People);
        var (name, share, usual) = (log.Items.NameOf(item.Item), (double)item.Buyers / item.People, item.Usual);
        string Percent(double value) => value.ToString("0.0%", CultureInfo.InvariantCulture);
        return new()
        {
            Kind = "unmet-demand",
            Subject = log.Items.Ids.IdAt(item.Item),
            Claim = $"“{name}” was looked at by {item.People} people in four weeks and bought by {item.Buyers} of them: {Percent(share)} ({Percent(low)}–{Percent(high)}), where its category reaches {Percent(usual)}.",
            ClaimZh = $"“{name}”四周内有 {item.People} 人浏览，{item.Buyers} 人购买：{Percent(share)}（{Percent(low)}–{Percent(high)}），同类目为 {Percent(usual)}。",
            Figures =
            [
                new("of those who looked, bought", "浏览后购买的比例", share, "share") { Low = low, High = high },
                new("usual in its category", "同类目平均", usual, "share"),
                new("people who looked", "浏览人数", item.People, "count"),
            ],
            Action = "Look at the page as a buyer: stock of sizes, price against rivals, pictures, delivery. Mend one thing.",
            ActionZh = "以顾客身份查看页面：规格库存、与同类的价差、图片、配送；先改一处。",
            Check = "The share of lookers who buy, four weeks after the change, against the category's in the same weeks.",
            CheckZh = "改动四周后的浏览购买率，与同期类目比较。",
            Weight = ((item.People * usual) - item.Buyers) * (float.IsNaN(log.Items.PriceOf(item.Item)) ? 1 : log.Items.PriceOf(item.Item)),
        };
    }

    private readonly record struct Judged(int Item, int People, int Buyers, double Usual, double PValue);
}
