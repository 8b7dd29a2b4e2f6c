using Taojin.Data;

namespace Taojin.Workflows.Marketing;

/// <summary>What was sold of a product in a week at which mean price.</summary>
internal readonly record struct WeekSold(int Week, double Quantity, double Price);

/// <summary>A product, or a category, week by week; weeks without a sale are left out.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Cost">What a unit costs the shop, NaN when unknown.</param>
/// <param name="Weeks">In order of time.</param>
internal sealed record WeeklySales(string Name, double Cost, IReadOnlyList<WeekSold> Weeks)
{
    /// <summary>Items that belong to it.</summary>
    public required IReadOnlyList<int> Items { get; init; }

    /// <summary>Number of orders by week that hold none of the items.</summary>
    public static Dictionary<int, int> OtherOrders(OrderLog orders, ShopCalendar calendar, HashSet<int> items) => Enumerable.Range(0, orders.Count)
        .Where(order => !items.Overlaps(orders.ItemsOf(order).ToArray())).GroupBy(order => WeekOf(orders.Time[order], calendar)).ToDictionary(group => group.Key, group => group.Count());

    public static int WeekOf(Instant time, ShopCalendar calendar) => (int)Math.Floor((calendar.DayOf(time) + 3) / 7.0); // weeks begin on Monday

    public static IReadOnlyList<WeeklySales> Of(OrderLog orders, ShopCalendar calendar, bool byCategory)
    {
        var sums = new Dictionary<int, SortedDictionary<int, (double Quantity, double Money)>>();
        for (var order = 0; order < orders.Count; order++)
            for (var line = orders.Starts[order]; line < orders.Starts[order + 1]; line++)
                if (orders.Price[line] > 0 && (byCategory ? orders.Items.CategoryOf(orders.Item[line]) : orders.Item[line]) is >= 0 and var product)
                {
                    if (!sums.TryGetValue(product, out var weeks))
                        sums[product] = weeks = [];
                    var week = WeekOf(orders.Time[order], calendar);
                    var (quantity, money) = weeks.GetValueOrDefault(week);
                    weeks[week] = (quantity + orders.Quantity[line], money + ((double)orders.Quantity[line] * orders.Price[line]));
                }
        return
        [
            .. sums.OrderBy(each => each.Key).Select(each => new WeeklySales(
                byCategory ? orders.Items.Categories.IdAt(each.Key) : orders.Items.NameOf(each.Key),
                byCategory ? double.NaN : orders.Items.CostOf(each.Key),
                [.. each.Value.Select(week => new WeekSold(week.Key, week.Value.Quantity, week.Value.Money / week.Value.Quantity))])
            {
                Items = byCategory ? [.. Enumerable.Range(0, orders.Items.Count).Where(item => orders.Items.CategoryOf(item) == each.Key)] : [each.Key],
            }),
        ];
    }
}
