using System.Globalization;
using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Value;

/// <summary>Customers who first bought in the same month, and what became of them.</summary>
/// <param name="Month">Such as <c>2011-03</c>.</param>
/// <param name="Customers">How many they are.</param>
/// <param name="Later">Their months, the first one being month 0.</param>
public sealed record Cohort(string Month, int Customers, IReadOnlyList<CohortMonth> Later);

/// <summary>A month in the life of a cohort.</summary>
/// <param name="Index">Months since the first.</param>
/// <param name="Active">How many of the cohort bought in it.</param>
/// <param name="Share">Of the cohort, with its 95 % interval.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record CohortMonth(int Index, int Active, double Share, double Low, double High)
{
    /// <summary>Money spent in it by the cohort.</summary>
    public double Value { get; init; }

    /// <summary>Whether the log ends within the month, so that the share may still grow.</summary>
    public bool IsPartial { get; init; }
}

/// <summary>Retention by month of the first purchase.</summary>
public static class Cohorts
{
    /// <summary>All cohorts in order; one pass over the orders.</summary>
    public static IReadOnlyList<Cohort> Of(OrderLog orders, ShopCalendar calendar)
    {
        var (firstOf, active, value) = (new Dictionary<int, int>(), new Dictionary<(int Cohort, int Month), HashSet<int>>(), new Dictionary<(int Cohort, int Month), double>());
        for (var order = 0; order < orders.Count; order++)
        {
            var month = MonthOf(orders.Time[order], calendar);
            var cohort = firstOf.TryGetValue(orders.User[order], out var first) ? first : firstOf[orders.User[order]] = month;
            if (!active.TryGetValue((cohort, month), out var users))
                active[(cohort, month)] = users = [];
            users.Add(orders.User[order]);
            value[(cohort, month)] = value.GetValueOrDefault((cohort, month)) + orders.ValueOf(order);
        }
        if (orders.Count == 0)
            return [];
        var last = MonthOf(orders.End, calendar);
        return [.. active.Keys.Select(key => key.Cohort).Distinct().Order().Select(cohort =>
        {
            var size = active[(cohort, cohort)].Count;
            return new Cohort(NameOf(cohort), size, [.. Enumerable.Range(cohort, last - cohort + 1).Select(month => Month(month - cohort, active.GetValueOrDefault((cohort, month))?.Count ?? 0, size) with
            {
                Value = value.GetValueOrDefault((cohort, month)), IsPartial = month == last,
            })]);
        })];
    }

    private static CohortMonth Month(int index, int active, int size)
    {
        var (low, high) = Proportion.Interval(active, size);
        return new(index, active, (double)active / size, low, high);
    }

    private static int MonthOf(Instant time, ShopCalendar calendar)
    {
        var day = DateOnly.FromDayNumber(DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber + calendar.DayOf(time));
        return (day.Year * 12) + day.Month - 1;
    }

    private static string NameOf(int month) => string.Create(CultureInfo.InvariantCulture, $"{month / 12:0000}-{(month % 12) + 1:00}");
}
