using Taojin.Data;

namespace Taojin.Mining.Marketing.Value;

/// <summary>What a customer's purchases come to at a moment, in weeks.</summary>
/// <param name="Repeats">x: purchases after the first; those of one day are one.</param>
/// <param name="LastPurchase">t_x: from the first to the last purchase; 0 without repeats.</param>
/// <param name="Age">T: from the first purchase to the moment.</param>
/// <param name="MeanValue">z̄: mean money of a repeat purchase; 0 without repeats or prices.</param>
public readonly record struct CustomerSummary(int Repeats, double LastPurchase, double Age, double MeanValue = 0)
{
    /// <summary>Money of all purchases, the first included; NaN when unknown.</summary>
    public double Spent { get; init; } = double.NaN;
}

/// <summary>Customers as the models of their value see them, by columns.</summary>
/// <remarks>Fader, Hardie &amp; Lee 2005, doi:10.1287/mksc.1040.0098: (x, t_x, T) is all that these models need.</remarks>
public sealed class CustomerSummaries
{
    /// <summary>Hours of the unit of time.</summary>
    public const double HoursOfWeek = 7 * 24;

    /// <summary>Index of each customer's user, shape [customers].</summary>
    public required int[] User { get; init; }

    /// <summary>x, shape [customers].</summary>
    public required int[] Repeats { get; init; }

    /// <summary>t_x in weeks, shape [customers].</summary>
    public required double[] LastPurchase { get; init; }

    /// <summary>T in weeks, shape [customers].</summary>
    public required double[] Age { get; init; }

    /// <summary>z̄, shape [customers].</summary>
    public required double[] MeanValue { get; init; }

    /// <summary>Money of all purchases, the first included, shape [customers]; empty when unknown.</summary>
    public double[] Spent { get; init; } = [];

    /// <summary>Number of customers.</summary>
    public int Count => Repeats.Length;

    /// <summary>One customer.</summary>
    public CustomerSummary this[int index] => new(Repeats[index], LastPurchase[index], Age[index], MeanValue[index]) { Spent = Spent.Length == 0 ? double.NaN : Spent[index] };

    /// <summary>Every so-manieth customer, from the first on.</summary>
    public CustomerSummaries Every(int step)
    {
        if (step == 1)
            return this;
        T[] Picked<T>(T[] values) => [.. values.Where((_, place) => place % step == 0)];
        return new() { User = Picked(User), Repeats = Picked(Repeats), LastPurchase = Picked(LastPurchase), Age = Picked(Age), MeanValue = Picked(MeanValue), Spent = Picked(Spent) };
    }

    /// <summary>Summaries of everybody who had bought before a moment.</summary>
    /// <param name="orders">Orders in order of time; those at or after the moment are not looked at.</param>
    /// <param name="asOf">The moment.</param>
    /// <param name="calendar">Says which purchases are of one day.</param>
    public static CustomerSummaries Of(OrderLog orders, Instant asOf, ShopCalendar calendar)
    {
        var users = new int[orders.Users.Count];
        Array.Fill(users, -1);
        var (user, first, last, repeats, money, spent) = (new List<int>(), new List<int>(), new List<int>(), new List<int>(), new List<double>(), new List<double>());
        for (var order = 0; order < orders.CountBefore(asOf); order++)
        {
            var (who, day) = (orders.User[order], calendar.DayOf(orders.Time[order]));
            if (users[who] < 0)
            {
                users[who] = user.Count;
                user.Add(who);
                first.Add(day);
                last.Add(day);
                repeats.Add(0);
                money.Add(0);
                spent.Add(orders.ValueOf(order));
                continue;
            }
            var customer = users[who];
            spent[customer] += orders.ValueOf(order);
            if (day != last[customer])
                repeats[customer]++;
            if (day != first[customer])
                money[customer] += orders.ValueOf(order);
            last[customer] = day;
        }
        var end = calendar.DayOf(asOf);
        return new()
        {
            User = [.. user],
            Repeats = [.. repeats],
            LastPurchase = [.. last.Zip(first, (late, early) => (late - early) / 7.0)],
            Age = [.. first.Select(day => (end - day) / 7.0)],
            MeanValue = [.. money.Zip(repeats, (sum, count) => count > 0 ? sum / count : 0)],
            Spent = [.. spent],
        };
    }
}
