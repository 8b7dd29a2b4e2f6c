using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Insights;
using Taojin.Mining.Marketing.Association;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Opportunities;

/// <summary>Items that sell far more than their place in the prices of their category would lead to expect: dear and wanted, or cheap and wanted.</summary>
/// <remarks>Categories of five priced items or more; how often an item is ordered against the mean of its category, with the interval of a Poisson rate.</remarks>
public static class PricePosition
{
    private const int LeastItems = 5, LeastOrders = 20;
    private const double Top = 0.75, Bottom = 0.25, Oftener = 1.5;

    /// <summary>Findings; none when the catalogue knows no categories or the orders no prices.</summary>
    /// <param name="orders">The orders.</param>
    /// <param name="sign">What stands before money, such as ¥.</param>
    public static IReadOnlyList<Finding> Of(OrderLog orders, string sign = "")
    {
        var (prices, counts) = (MedianPrices.Of(orders), new int[orders.Items.Count]);
        foreach (var item in orders.Item)
            counts[item]++;
        return [.. Enumerable.Range(0, counts.Length).Where(item => counts[item] > 0 && prices[item] > 0 && orders.Items.CategoryOf(item) >= 0)
            .GroupBy(orders.Items.CategoryOf).Where(group => group.Count() >= LeastItems).SelectMany(group => InCategory(orders, [.. group], (prices, counts, sign))).OrderByDescending(finding => finding.Weight)];
    }

    private static IEnumerable<Finding> InCategory(OrderLog orders, int[] items, (float[] Prices, int[] Counts, string Sign) of)
    {
        var (sorted, mean) = (items.Select(item => of.Prices[item]).Order().ToArray(), items.Average(item => of.Counts[item]));
        foreach (var item in items.Where(item => of.Counts[item] >= LeastOrders))
        {
            var place = sorted.Count(price => price < of.Prices[item]) / (double)(sorted.Length - 1);
            var half = Proportion.Z * Math.Sqrt(of.Counts[item]);
            var (ratio, low, high) = (of.Counts[item] / mean, (of.Counts[item] - half) / mean, (of.Counts[item] + half) / mean);
            if (low > Oftener && place is >= Top or <= Bottom)
                yield return Told(orders, item, (place >= Top, ratio, low, high), (of.Prices[item], sorted[sorted.Length / 2], $"{of.Sign}{of.Prices[item].ToString("N2", CultureInfo.InvariantCulture)}", of.Counts[item]));
        }
    }

    private static Finding Told(OrderLog orders, int item, (bool IsDear, double Ratio, double Low, double High) sells, (float Price, float Usual, string Written, int Orders) money)
    {
        var (name, against) = (orders.Items.NameOf(item), money.Price / money.Usual);
        string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
        var category = orders.Items.Categories.IdAt(orders.Items.CategoryOf(item));
        return new()
        {
            Kind = sells.IsDear ? "dear-and-wanted" : "cheap-and-wanted",
            Subject = orders.Items.Ids.IdAt(item),
            Claim = $"“{name}” costs {money.Written}, {Text(against)} times the middle of “{category}”, and is ordered {Text(sells.Ratio)} times as often as the mean there ({Text(sells.Low)}–{Text(sells.High)}).",
            ClaimZh = $"“{name}”售价 {money.Written}，为类目“{category}”中位价的 {Text(against)} 倍，订购频次是类目平均的 {Text(sells.Ratio)} 倍（{Text(sells.Low)}–{Text(sells.High)}）。",
            Figures =
            [
                new("ordered, times the mean of its category", "订购频次与类目平均之比", sells.Ratio, "ratio") { Low = sells.Low, High = sells.High },
                new("price, times the middle of its category", "价格与类目中位价之比", against, "ratio"),
                new("orders", "订单数", money.Orders, "count"),
            ],
            Action = sells.IsDear ? "People pay for it: list more of this range, and spare it discounts." : "Test a price 5% higher for everybody in alternate weeks; the price is the same for all.",
            ActionZh = sells.IsDear ? "顾客愿意付费：扩充同档商品，并不再打折。" : "隔周对所有人测试高 5% 的价格；价格人人相同。",
            Check = "Profit of the item a week, weeks of the one kind against weeks of the other.",
            CheckZh = "比较两类周次的每周利润。",
            Weight = money.Price * money.Orders,
        };
    }
}
