using Taojin.Data;
using Taojin.Mining.Marketing.Channels;

namespace Taojin.Workflows.Marketing;

/// <summary>Spending by channel and week, from campaigns with cost and dates and from contacts with a cost, beside weekly sales.</summary>
internal static class MediaSpend
{
    private const int LeastWeeks = 8;

    /// <summary>Null when no spending is known; a channel that was used in fewer than eight weeks is left out. The week that the log ends in is left out: it is not over.</summary>
    public static MediaTable? Of(Mine mine, IReadOnlyList<Exposure> contacts, OrderLog orders)
    {
        if (orders.Count == 0)
            return null;
        var (first, last) = (WeeklySales.WeekOf(orders.Time[0], mine.Calendar), WeeklySales.WeekOf(orders.End, mine.Calendar));
        var spend = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        void Add(string channel, int week, double cost)
        {
            if (week < first || week >= last || !(cost > 0))
                return;
            if (!spend.TryGetValue(channel, out var weeks))
                spend[channel] = weeks = new double[last - first];
            weeks[week - first] += cost;
        }
        foreach (var contact in contacts)
            Add(contact.Channel!, WeeklySales.WeekOf(contact.Time, mine.Calendar), contact.Cost);
        foreach (var campaign in mine.Workspace.Trade.Campaigns())
            if (campaign is { Channel: { } channel, Starts: { } starts, Ends: { } ends } && ends > starts)
                for (var (from, to, week) = (WeeklySales.WeekOf(starts, mine.Calendar), WeeklySales.WeekOf(ends, mine.Calendar), WeeklySales.WeekOf(starts, mine.Calendar)); week <= to; week++)
                    Add(channel, week, campaign.Cost / (to - from + 1));
        foreach (var few in spend.Where(each => each.Value.Count(cost => cost > 0) < LeastWeeks).Select(each => each.Key).ToArray())
            spend.Remove(few);
        if (spend.Count == 0 || last <= first)
            return null;
        var sales = new double[last - first];
        for (var order = 0; order < orders.Count; order++)
            if (WeeklySales.WeekOf(orders.Time[order], mine.Calendar) is var week && week < last)
                sales[week - first] += orders.ValueOf(order);
        return sales.Sum() > 0 ? new MediaTable { Channels = [.. spend.Keys], Spend = [.. spend.Values], Sales = sales }.WithSeasons() : null;
    }
}
