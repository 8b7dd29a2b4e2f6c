using Taojin.Data;

namespace Taojin.Mining.AfterSales.Returns;

/// <summary>Walks a log order by order: reads first, observes after. Events of one moment know nothing of one another.</summary>
public static class ReturnReplay
{
    /// <summary>Replays a log into a history.</summary>
    /// <param name="log">The log, in order of time.</param>
    /// <param name="history">Takes everything in.</param>
    /// <param name="placed">Is shown each order before it is taken in, with the places of its lines in the log; null when nobody looks.</param>
    public static void Run(ShopLog log, ReturnHistory history, Action<PlacedOrder, IReadOnlyList<int>>? placed = null)
    {
        for (var start = 0; start < log.Count;)
        {
            var end = start;
            while (end < log.Count && log.Time[end] == log.Time[start])
                end++;
            var orders = OrdersIn(log, start, end);
            foreach (var (order, places) in orders)
                placed?.Invoke(order, places);
            foreach (var (order, _) in orders)
                history.Observe(order);
            for (var place = start; place < end; place++)
                if (log.Kind[place] == EventKind.Return && log.Item[place] >= 0)
                    history.ObserveReturn(log.User[place], log.Item[place], log.Time[place]);
            start = end;
        }
    }

    /// <summary>Lines of one user at one moment are one order.</summary>
    private static List<(PlacedOrder Order, List<int> Places)> OrdersIn(ShopLog log, int start, int end)
    {
        var byUser = new SortedDictionary<int, List<int>>();
        for (var place = start; place < end; place++)
            if (log.Kind[place] == EventKind.Purchase && log.Item[place] >= 0)
            {
                if (!byUser.TryGetValue(log.User[place], out var places))
                    byUser[log.User[place]] = places = [];
                places.Add(place);
            }
        return [.. byUser.Select(each => (new PlacedOrder(each.Key, log.Time[start], [.. each.Value.Select(place => Line(log[place]))]), each.Value))];
    }

    private static PlacedLine Line(ShopEvent bought) => new(bought.Item, bought.Price, bought.Quantity);
}
