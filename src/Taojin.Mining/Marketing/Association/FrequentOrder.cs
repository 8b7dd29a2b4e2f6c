namespace Taojin.Mining.Marketing.Association;

/// <summary>The frequent items by falling count; their place in it is their rank.</summary>
internal sealed class FrequentOrder
{
    private readonly int[] _rankOf;

    private FrequentOrder(int[] items, int[] counts, int[] rankOf) => (Items, Counts, _rankOf) = (items, counts, rankOf);

    /// <summary>Item of each rank.</summary>
    public int[] Items { get; }

    /// <summary>Baskets with the item of each rank.</summary>
    public int[] Counts { get; }

    /// <summary>Number of frequent items.</summary>
    public int Count => Items.Length;

    public static FrequentOrder Of(Baskets data, int least)
    {
        var counts = new int[data.Items.Count];
        foreach (var item in data.Members)
            counts[item]++;
        int[] items = [.. Enumerable.Range(0, counts.Length).Where(item => counts[item] >= least).OrderByDescending(item => counts[item]).ThenBy(item => item)];
        var rankOf = new int[counts.Length];
        Array.Fill(rankOf, -1);
        for (var rank = 0; rank < items.Length; rank++)
            rankOf[items[rank]] = rank;
        return new(items, Array.ConvertAll(items, item => counts[item]), rankOf);
    }

    /// <summary>All baskets as one tree.</summary>
    public PrefixTree TreeOf(Baskets data)
    {
        var tree = new PrefixTree(Count);
        var ranks = new int[Count];
        for (var basket = 0; basket < data.Count; basket++)
        {
            var length = 0;
            foreach (var item in data[basket])
                if (_rankOf[item] >= 0)
                    ranks[length++] = _rankOf[item];
            Array.Sort(ranks, 0, length);
            tree.Add(ranks.AsSpan(0, length), 1);
        }
        return tree;
    }
}
