using System.Globalization;

namespace Taojin.Data;

/// <summary>Orders in memory, by columns and in order of time; what came back is already taken off.</summary>
/// <remarks>Immutable. The arrays are shared, not copied: treat them as read-only.</remarks>
public sealed class OrderLog
{
    /// <summary>Ids of users.</summary>
    public required Vocabulary Users { get; init; }

    /// <summary>What is known of the items, by index.</summary>
    public required Catalogue Items { get; init; }

    /// <summary>Index of each order's user, shape [orders].</summary>
    public required int[] User { get; init; }

    /// <summary>Time of each order's first line, ascending, shape [orders].</summary>
    public required Instant[] Time { get; init; }

    /// <summary>Where each order's lines begin, shape [orders + 1].</summary>
    public required int[] Starts { get; init; }

    /// <summary>Index of each line's item, shape [lines].</summary>
    public required int[] Item { get; init; }

    /// <summary>Units of each line that were kept, more than 0, shape [lines].</summary>
    public required float[] Quantity { get; init; }

    /// <summary>Price of a unit of each line, NaN when unknown, shape [lines].</summary>
    public required float[] Price { get; init; }

    /// <summary>When the log ends: the last thing bought or sent back.</summary>
    public required Instant End { get; init; }

    /// <summary>Number of orders.</summary>
    public int Count => User.Length;

    /// <summary>Money of all lines that came back.</summary>
    public double Returned { get; init; }

    /// <summary>Whether any line has a price.</summary>
    public bool HasPrices => Array.Exists(Price, price => price > 0);

    /// <summary>Items of an order, shape [lines of the order].</summary>
    public ReadOnlySpan<int> ItemsOf(int order) => Item.AsSpan(Starts[order], Starts[order + 1] - Starts[order]);

    /// <summary>What an order was worth; lines without a price count nothing.</summary>
    public double ValueOf(int order)
    {
        var sum = 0.0;
        for (var line = Starts[order]; line < Starts[order + 1]; line++)
            sum += ValueOfLine(line);
        return sum;
    }

    /// <summary>What a line was worth; 0 without a price.</summary>
    public double ValueOfLine(int line) => float.IsNaN(Price[line]) ? 0 : (double)Price[line] * Quantity[line];

    /// <summary>Index of the first order at or after a moment.</summary>
    public int CountBefore(Instant cut)
    {
        var place = Array.BinarySearch(Time, cut);
        if (place < 0)
            return ~place;
        while (place > 0 && Time[place - 1] == cut)
            place--;
        return place;
    }

    /// <summary>Puts lines together into orders. A line that came back takes its units off the latest purchases of the same item by the same user.</summary>
    /// <param name="lines">In order of time.</param>
    /// <param name="users">Ids of users.</param>
    /// <param name="items">What is known of the items.</param>
    /// <param name="calendar">Says where a day ends, for lines without an order's id.</param>
    public static OrderLog Of(IEnumerable<OrderLine> lines, Vocabulary users, Catalogue items, ShopCalendar calendar)
    {
        var building = new Building(calendar);
        foreach (var line in lines)
            building.Add(line);
        return building.Build(users, items);
    }

    /// <summary>The orders of a log that knows no order ids: one a user and day.</summary>
    public static OrderLog Of(ShopLog log, ShopCalendar calendar) => Of(
        Enumerable.Range(0, log.Count).Select(place => log[place]).Where(each => each.Item >= 0 && each.Kind is EventKind.Purchase or EventKind.Return)
            .Select(each => new OrderLine(each.User, each.Item, each.Time, float.IsNaN(each.Quantity) ? 1 : each.Quantity, each.Price) { IsReturn = each.Kind == EventKind.Return }),
        log.Users, log.Items, calendar);

    private sealed class Building(ShopCalendar calendar)
    {
        private readonly Dictionary<(int User, string Order), List<int>> _orders = [];
        private readonly Dictionary<(int User, int Item), Stack<int>> _bought = [];
        private readonly List<OrderLine> _lines = [];
        private Instant _end;
        private double _returned;

        public void Add(in OrderLine line)
        {
            _end = line.Time;
            if (line.IsReturn)
            {
                TakeOff(line);
                return;
            }
            var key = (line.User, line.OrderId ?? "#" + calendar.DayOf(line.Time).ToString(CultureInfo.InvariantCulture));
            if (!_orders.TryGetValue(key, out var places))
                _orders[key] = places = [];
            places.Add(_lines.Count);
            if (!_bought.TryGetValue((line.User, line.Item), out var stack))
                _bought[(line.User, line.Item)] = stack = new();
            stack.Push(_lines.Count);
            _lines.Add(line);
        }

        public OrderLog Build(Vocabulary users, Catalogue items)
        {
            var orders = _orders.Values.Select(places => places.FindAll(place => _lines[place].Quantity > 0)).Where(places => places.Count > 0).OrderBy(places => places[0]).ToArray();
            int[] flat = [.. orders.SelectMany(places => places)];
            var starts = new int[orders.Length + 1];
            for (var order = 0; order < orders.Length; order++)
                starts[order + 1] = starts[order] + orders[order].Count;
            return new()
            {
                Users = users,
                Items = items,
                User = [.. orders.Select(places => _lines[places[0]].User)],
                Time = [.. orders.Select(places => _lines[places[0]].Time)],
                Starts = starts,
                Item = [.. flat.Select(place => _lines[place].Item)],
                Quantity = [.. flat.Select(place => _lines[place].Quantity)],
                Price = [.. flat.Select(place => _lines[place].Price)],
                End = _end,
                Returned = _returned,
            };
        }

        private void TakeOff(in OrderLine line)
        {
            var left = line.Quantity;
            if (!_bought.TryGetValue((line.User, line.Item), out var stack))
                return; // bought before the log begins
            while (left > 0 && stack.TryPop(out var place))
            {
                var (kept, taken) = (_lines[place].Quantity, Math.Min(left, _lines[place].Quantity));
                _lines[place] = _lines[place] with { Quantity = kept - taken };
                _returned += float.IsNaN(_lines[place].Price) ? 0 : taken * _lines[place].Price;
                left -= taken;
                if (kept > taken)
                    stack.Push(place);
            }
        }
    }
}
