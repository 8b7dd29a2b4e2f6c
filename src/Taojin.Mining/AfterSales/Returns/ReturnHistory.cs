using Taojin.Data;
using Taojin.Mining.Features;

namespace Taojin.Mining.AfterSales.Returns;

/// <summary>What is known of returns up to now, event by event: the fold that training replays and serving continues.</summary>
/// <remarks>
/// A return counts from the moment it came back, never from its purchase. Rates are drawn towards the rate of the whole shop by as many
/// imagined lines as is said, so that two returns of three lines are no 67 %.
/// </remarks>
public sealed class ReturnHistory(Catalogue items, ShopCalendar calendar)
{
    private const double ItemPrior = 20, UserPrior = 10, CategoryPrior = 100, RecentDays = 60;
    private readonly Tally _shop = new();
    private readonly Tallies _byItem = new(), _byUser = new(), _byCategory = new();
    private readonly Dictionary<(int User, int Item), (int Bought, int Returned)> _pairs = [];

    /// <summary>What <see cref="Read"/> writes.</summary>
    public static IReadOnlyList<FeatureColumn> Columns { get; } =
    [
        new("price", "money", "price of a unit", "单价", float.NaN), new("quantity", "units", "units ordered", "件数"), new("line_value", "money", "value of the line", "该行金额"),
        new("basket_lines", "lines", "lines of the order", "订单行数"), new("basket_value", "money", "value of the order", "订单金额"), new("line_share", "share", "share of the order's value", "占订单金额比例"),
        new("same_category_lines", "lines", "lines of the same category in the order", "订单内同类商品行数"), new("same_item_lines", "lines", "lines of the same item in the order", "订单内同款行数"),
        new("item_lines", "lines", "orders of the item so far", "该商品历史订单行"), new("item_return_rate", "share", "share of the item's lines that came back", "该商品退货率"),
        new("item_return_rate_recent", "share", "the same over the last two months", "该商品近两月退货率"), new("item_price_ratio", "ratio", "price beside the item's usual price", "单价与该商品常价之比", 1),
        new("item_quantity_ratio", "ratio", "units beside what is usually ordered of the item", "件数与该商品常购件数之比", 1), new("item_age", "days", "days since the item was first bought", "商品上架后天数", float.NaN),
        new("category_return_rate", "share", "share of the category's lines that came back", "该类目退货率"),
        new("user_lines", "lines", "lines the customer has ordered so far", "顾客历史订单行"), new("user_return_rate", "share", "share of the customer's lines that came back", "顾客退货率"),
        new("user_return_rate_recent", "share", "the same over the last two months", "顾客近两月退货率"), new("user_price_ratio", "ratio", "price beside what the customer usually pays", "单价与顾客常购价之比", 1),
        new("user_quantity_ratio", "ratio", "units beside what the customer usually orders", "件数与顾客常购件数之比", 1), new("user_age", "days", "days since the customer's first order", "顾客首单后天数", float.NaN),
        new("user_pause", "days", "days since the customer's last order", "距上次下单天数", float.NaN), new("user_return_pause", "days", "days since the customer last sent something back", "距上次退货天数", float.NaN),
        new("pair_bought", "lines", "times the customer bought this item before", "该顾客此前购买该商品次数"), new("pair_returned", "lines", "times the customer sent this item back before", "该顾客此前退回该商品次数"),
        new("shop_return_rate_recent", "share", "share of all lines that came back over the last two months", "全店近两月退货率"),
        new("hour", "hours", "hour of the day", "下单钟点"), new("weekday", "days", "day of the week, Monday is 0", "星期（周一为 0）"),
    ];

    /// <summary>Writes what is known of one line of an order at the moment it is placed, shape [columns].</summary>
    public void Read(PlacedOrder order, PlacedLine line, Span<float> output)
    {
        var (item, user, category) = (_byItem.Of(line.Item), _byUser.Of(order.User), _byCategory.Of(items.CategoryOf(line.Item)));
        var pair = _pairs.GetValueOrDefault((order.User, line.Item));
        var (value, rate) = (order.Lines.Sum(each => each.Value), _shop.Rate(0, 0.01));
        Span<float> known =
        [
            line.Price, line.Quantity, line.Value, order.Lines.Count, value, value > 0 ? line.Value / value : 0,
            items.CategoryOf(line.Item) is >= 0 and var kind ? order.Lines.Count(each => items.CategoryOf(each.Item) == kind) : 0, order.Lines.Count(each => each.Item == line.Item),
            (float)item.Lines, (float)item.Rate(ItemPrior, rate), (float)item.RecentRate(order.Time, ItemPrior, rate), Ratio(line.Price, item.MeanPrice), Ratio(line.Quantity, item.MeanQuantity), Days(item.First, order.Time),
            (float)category.Rate(CategoryPrior, rate),
            (float)user.Lines, (float)user.Rate(UserPrior, rate), (float)user.RecentRate(order.Time, UserPrior, rate), Ratio(line.Price, user.MeanPrice), Ratio(line.Quantity, user.MeanQuantity),
            Days(user.First, order.Time), Days(user.Last, order.Time), Days(user.LastReturn, order.Time),
            pair.Bought, pair.Returned, (float)_shop.RecentRate(order.Time, CategoryPrior, rate), calendar.HourOf(order.Time), calendar.WeekdayOf(order.Time),
        ];
        known.CopyTo(output);
    }

    /// <summary>Takes an order in, after it was read.</summary>
    public void Observe(PlacedOrder order)
    {
        foreach (var line in order.Lines)
        {
            foreach (var tally in AllOf(order.User, line.Item))
                tally.Bought(line, order.Time);
            var pair = _pairs.GetValueOrDefault((order.User, line.Item));
            _pairs[(order.User, line.Item)] = pair with { Bought = pair.Bought + 1 };
        }
    }

    /// <summary>Takes a return in, at the time it came back.</summary>
    public void ObserveReturn(int user, int item, Instant time)
    {
        foreach (var tally in AllOf(user, item))
            tally.Returned(time);
        var pair = _pairs.GetValueOrDefault((user, item));
        _pairs[(user, item)] = pair with { Returned = pair.Returned + 1 };
    }

    private IEnumerable<Tally> AllOf(int user, int item)
    {
        yield return _shop;
        yield return _byItem.At(item);
        yield return _byUser.At(user);
        if (items.CategoryOf(item) is >= 0 and var category)
            yield return _byCategory.At(category);
    }

    private static float Ratio(float value, double usual) => usual > 0 && !float.IsNaN(value) ? (float)(value / usual) : 1;

    private static float Days(Instant since, Instant now) => since == Instant.Latest ? float.NaN : (float)((now - since).TotalDays);

    /// <summary>Lines and returns of one thing, in all and fading.</summary>
    private sealed class Tally
    {
        private double _returns, _recentLines, _recentReturns, _prices, _priced, _units;
        private Instant _faded;

        public double Lines { get; private set; }

        public Instant First { get; private set; } = Instant.Latest;

        public Instant Last { get; private set; } = Instant.Latest;

        public Instant LastReturn { get; private set; } = Instant.Latest;

        public double MeanPrice => _prices / Math.Max(1, _priced);

        public double MeanQuantity => _units / Math.Max(1, Lines);

        public void Bought(PlacedLine line, Instant time)
        {
            Fade(time);
            (Lines, _recentLines, _units, Last) = (Lines + 1, _recentLines + 1, _units + line.Quantity, time);
            First = First == Instant.Latest ? time : First;
            if (!float.IsNaN(line.Price))
                (_prices, _priced) = (_prices + line.Price, _priced + 1);
        }

        public void Returned(Instant time)
        {
            Fade(time);
            (_returns, _recentReturns, LastReturn) = (_returns + 1, _recentReturns + 1, time);
        }

        public double Rate(double prior, double rate) => (_returns + (prior * rate)) / Math.Max(1, Lines + prior);

        public double RecentRate(Instant now, double prior, double rate)
        {
            var left = Math.Exp(-(now - _faded).TotalDays / RecentDays);
            return ((left * _recentReturns) + (prior * rate)) / ((left * _recentLines) + prior);
        }

        private void Fade(Instant time)
        {
            var left = Math.Exp(-Math.Max(0, (time - _faded).TotalDays) / RecentDays);
            (_recentLines, _recentReturns, _faded) = (_recentLines * left, _recentReturns * left, time);
        }
    }

    /// <summary>Tallies by index, made at first sight; what was never seen is one empty tally.</summary>
    private sealed class Tallies
    {
        private readonly Dictionary<int, Tally> _known = [];
        private readonly Tally _empty = new();

        public Tally Of(int index) => _known.GetValueOrDefault(index, _empty);

        public Tally At(int index) => _known.TryGetValue(index, out var tally) ? tally : _known[index] = new();
    }
}
