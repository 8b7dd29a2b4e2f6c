namespace Taojin.Mining.Recommendation;

/// <summary>The items of each user step by step: events in order of time, where several events in a row with one item are one step.</summary>
/// <param name="Starts">Where each user's steps start, shape [users + 1].</param>
/// <param name="Items">Items of all steps, user by user, oldest first, shape [steps].</param>
internal sealed record Steps(int[] Starts, int[] Items)
{
    /// <summary>The steps of one user.</summary>
    public ReadOnlySpan<int> this[int user] => Items.AsSpan(Starts[user], Starts[user + 1] - Starts[user]);

    public static Steps Of(EventSequences sequences)
    {
        var (starts, items) = (new int[sequences.UserCount + 1], new List<int>(sequences.Items.Length));
        for (var user = 0; user < sequences.UserCount; user++)
        {
            foreach (var item in sequences.ItemsOf(user))
                if (items.Count == starts[user] || items[^1] != item)
                    items.Add(item);
            starts[user + 1] = items.Count;
        }
        return new(starts, [.. items]);
    }

    /// <summary>In how many steps each item is touched, shape [items].</summary>
    public float[] Popularity(int itemCount)
    {
        var counts = new float[itemCount];
        foreach (var item in Items)
            counts[item]++;
        return counts;
    }

    /// <summary>Where each item is touched: rows are items, columns are places in <see cref="Items"/>, values the number of the user.</summary>
    public (int[] Starts, int[] Places, int[] Users) Occurrences(int itemCount)
    {
        var starts = new int[itemCount + 1];
        foreach (var item in Items)
            starts[item + 1]++;
        for (var item = 0; item < itemCount; item++)
            starts[item + 1] += starts[item];
        var (next, places, users) = (starts.AsSpan(0, itemCount).ToArray(), new int[Items.Length], new int[Items.Length]);
        for (var user = 0; user + 1 < Starts.Length; user++)
            for (var place = Starts[user]; place < Starts[user + 1]; place++)
            {
                var slot = next[Items[place]]++;
                (places[slot], users[slot]) = (place, user);
            }
        return (starts, places, users);
    }
}
