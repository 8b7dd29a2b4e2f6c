using Taojin.Data;

namespace Taojin.Mining.Tests.Marketing;

/// <summary>Orders from lines in a few words.</summary>
internal static class OrdersOf
{
    /// <summary>Orders of lines (day, user, item, price); every user and day is an order. Items are of the category before the slash of their name.</summary>
    public static OrderLog Lines(params IEnumerable<(double Day, string User, string Item, float Price)> lines)
    {
        var (users, ids, categories, category) = (new Vocabulary(), new Vocabulary(), new Vocabulary(), new List<int>());
        var made = new List<OrderLine>();
        foreach (var (day, user, item, price) in lines.OrderBy(line => line.Day))
        {
            if (ids.IndexOf(item) < 0)
                category.Add(item.Contains('/', StringComparison.Ordinal) ? categories.Add(item.Split('/')[0]) : -1);
            made.Add(new(users.Add(user), ids.Add(item), new((long)(day * Instant.PerDay)), 1, price));
        }
        var items = new Catalogue { Ids = ids, Categories = categories, Category = category.Exists(each => each >= 0) ? [.. category] : [], Title = [.. ids.Ids.Select(id => (string?)id)] };
        return OrderLog.Of(made, users, items, default);
    }
}
