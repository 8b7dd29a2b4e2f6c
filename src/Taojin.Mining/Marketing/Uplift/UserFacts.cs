using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Uplift;

/// <summary>What was known of users at a moment, as columns for models of effects: only events before it are seen.</summary>
public static class UserFacts
{
    private const int Recent = 30;

    /// <summary>Names of the columns, money in the shop's currency, times in days.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["days_since_purchase", "purchases", "money", "mean_price", "items", "views_30d", "carts_30d", "days_known"];

    /// <summary>One row for each of the users, in their order; NaN where nothing is known. One pass over the log.</summary>
    /// <param name="log">The log; what lies at or after the moment is left out.</param>
    /// <param name="asOf">The moment.</param>
    /// <param name="users">Indexes of users.</param>
    public static FeatureTable Of(ShopLog log, Instant asOf, IReadOnlyList<int> users)
    {
        var (values, row) = (new DenseRows(users.Count, Columns.Count), Rows(users, log.Users.Count));
        var (items, last, first) = (new HashSet<(int Row, int Item)>(), new Instant?[users.Count], new Instant?[users.Count]);
        var recently = asOf - TimeSpan.FromDays(Recent);
        for (var place = 0; place < log.CountBefore(asOf); place++)
        {
            var happened = log[place];
            if (row[happened.User] is not (>= 0 and var own))
                continue;
            first[own] ??= happened.Time;
            var isRecent = happened.Time >= recently;
            var facts = values[own];
            facts[5] += isRecent && happened.Kind == EventKind.View ? 1 : 0;
            facts[6] += isRecent && happened.Kind == EventKind.Cart ? 1 : 0;
            if (happened.Kind != EventKind.Purchase)
                continue;
            last[own] = happened.Time;
            facts[1]++;
            facts[2] += float.IsNaN(happened.Price) ? 0 : happened.Price * (float.IsNaN(happened.Quantity) ? 1 : happened.Quantity);
            facts[4] += items.Add((own, happened.Item)) ? 1 : 0;
        }
        for (var own = 0; own < users.Count; own++)
        {
            var facts = values[own];
            facts[0] = Days(asOf, last[own]);
            facts[3] = facts[1] > 0 ? facts[2] / facts[1] : float.NaN;
            facts[7] = Days(asOf, first[own]);
        }
        return new(Columns, values);
    }

    private static float Days(Instant asOf, Instant? when) => when is { } time ? (float)(asOf.HoursSince(time) / 24) : float.NaN;

    private static int[] Rows(IReadOnlyList<int> users, int count)
    {
        var row = new int[count];
        Array.Fill(row, -1);
        for (var own = 0; own < users.Count; own++)
            row[users[own]] = own;
        return row;
    }
}
