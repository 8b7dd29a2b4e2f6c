using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.AfterSales.Returns;

/// <summary>A small shop whose returns have known causes: every third item comes back often, every fifth customer sends much back, and many units come back sooner.</summary>
internal static class ReturnShop
{
    public static ShopLog Of(int users, int items, int days, ulong seed)
    {
        var chance = SplitMix64.Stream(seed, "test/return-shop");
        var rows = new List<(Instant Time, int User, int Item, EventKind Kind, float Price, float Quantity)>();
        for (var day = 0; day < days; day++)
            for (var order = 0; order < users / 4; order++)
            {
                var (user, time) = (chance.NextInt32(users), new Instant((day * Instant.PerDay) + (order * Instant.PerHour / 4)));
                for (var line = 0; line < 1 + chance.NextInt32(3); line++)
                {
                    var (item, units) = (chance.NextInt32(items), 1 + chance.NextInt32(4));
                    rows.Add((time, user, item, EventKind.Purchase, 10 + item, units));
                    var risk = 0.05 + (item % 3 == 0 ? 0.3 : 0) + (user % 5 == 0 ? 0.3 : 0) + (units > 3 ? 0.1 : 0);
                    if (chance.NextDouble() < risk)
                        rows.Add((time + TimeSpan.FromDays(2 + chance.NextInt32(20)), user, item, EventKind.Return, 10 + item, units));
                }
            }
        var sorted = rows.OrderBy(row => row.Time).ToArray();
        return new()
        {
            Users = new(Enumerable.Range(0, users).Select(user => $"顾客{user}")),
            Items = new() { Ids = new(Enumerable.Range(0, items).Select(item => $"i{item}")) },
            User = [.. sorted.Select(row => row.User)],
            Item = [.. sorted.Select(row => row.Item)],
            Kind = [.. sorted.Select(row => row.Kind)],
            Time = [.. sorted.Select(row => row.Time)],
            Price = [.. sorted.Select(row => row.Price)],
            Quantity = [.. sorted.Select(row => row.Quantity)],
        };
    }

    /// <summary>The same log, in which whatever came back from a moment on was only looked at.</summary>
    public static ShopLog WithoutReturnsFrom(Instant moment, ShopLog log) => new()
    {
        Users = log.Users, Items = log.Items, User = log.User, Item = log.Item, Time = log.Time, Price = log.Price, Quantity = log.Quantity,
        Kind = [.. log.Kind.Select((kind, place) => kind == EventKind.Return && log.Time[place] >= moment ? EventKind.View : kind)],
    };
}
