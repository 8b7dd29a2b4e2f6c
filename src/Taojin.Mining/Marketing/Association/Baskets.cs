using Taojin.Data;

namespace Taojin.Mining.Marketing.Association;

/// <summary>What was bought together: baskets of different items.</summary>
/// <param name="Items">Ids of items.</param>
/// <param name="Starts">Where each basket begins, shape [baskets + 1].</param>
/// <param name="Members">Items of the baskets, each once a basket, shape [places].</param>
public sealed record Baskets(Vocabulary Items, int[] Starts, int[] Members)
{
    /// <summary>Number of baskets.</summary>
    public int Count => Starts.Length - 1;

    /// <summary>Items of a basket.</summary>
    public ReadOnlySpan<int> this[int basket] => Members.AsSpan(Starts[basket], Starts[basket + 1] - Starts[basket]);

    /// <summary>Baskets from lists of items; an item that stands twice in one counts once.</summary>
    public static Baskets Of(Vocabulary items, IEnumerable<IEnumerable<int>> baskets)
    {
        var (starts, members) = (new List<int> { 0 }, new List<int>());
        foreach (var basket in baskets)
        {
            members.AddRange(basket.Distinct().Order());
            starts.Add(members.Count);
        }
        return new(items, [.. starts], [.. members]);
    }

    /// <summary>One basket an order.</summary>
    public static Baskets Of(OrderLog orders) =>
        Of(orders.Items.Ids, Enumerable.Range(0, orders.Count).Select(order => (IEnumerable<int>)orders.ItemsOf(order).ToArray()));

    /// <summary>One basket an order, of the categories of its items: for shops whose items are many and whose baskets are small.</summary>
    public static Baskets OfCategories(OrderLog orders) => Of(
        orders.Items.Categories,
        Enumerable.Range(0, orders.Count).Select(order => orders.ItemsOf(order).ToArray().Select(orders.Items.CategoryOf).Where(category => category >= 0)));
}
