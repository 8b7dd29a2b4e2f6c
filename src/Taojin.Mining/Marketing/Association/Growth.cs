namespace Taojin.Mining.Marketing.Association;

/// <summary>Grows itemsets downwards from one item: the branches above it, without what is rare among them, are a tree again.</summary>
internal sealed class Growth(int least, int mostItems, ItemsetList found)
{
    private readonly int[] _suffix = new int[mostItems];
    private readonly Stack<int[]> _spare = new();

    /// <summary>Finds all itemsets that end with a rank of the tree.</summary>
    public void Grow(PrefixTree tree, int rank) => Grow(tree, rank, rank, 0);

    /// <param name="tree">Where to look.</param>
    /// <param name="rank">The item's rank in this tree.</param>
    /// <param name="original">Its rank over all.</param>
    /// <param name="depth">Items of the suffix so far.</param>
    /// <param name="names">Ranks over all of this tree's ranks; null when they are the same.</param>
    private void Grow(PrefixTree tree, int rank, int original, int depth, int[]? names = null)
    {
        _suffix[depth++] = original;
        found.Add(_suffix.AsSpan(0, depth), tree.Totals[rank]);
        if (depth == mostItems || rank == 0)
            return;
        var path = _spare.TryPop(out var spare) && spare.Length >= rank ? spare : new int[rank];
        var counts = new int[rank];
        for (var node = tree.HeadOf(rank); node != 0; node = tree.NextOf(node))
            foreach (var above in path.AsSpan(0, tree.PathTo(node, path)))
                counts[above] += tree.CountOf(node);
        var (newRank, newNames) = Frequent(counts, names);
        if (newNames.Length > 0)
        {
            var branches = BranchesOf(tree, rank, path, (newRank, newNames.Length));
            for (var each = newNames.Length - 1; each >= 0; each--)
                Grow(branches, each, newNames[each], depth, newNames);
        }
        _spare.Push(path);
    }

    private (int[] RankOf, int[] Names) Frequent(int[] counts, int[]? names)
    {
        var (kept, place) = (new List<int>(), 0);
        for (var rank = 0; rank < counts.Length; rank++)
            if (counts[rank] >= least)
            {
                kept.Add(names?[rank] ?? rank);
                counts[rank] = place++;
            }
            else
            {
                counts[rank] = -1;
            }
        return (counts, [.. kept]);
    }

    private static PrefixTree BranchesOf(PrefixTree tree, int rank, int[] path, (int[] RankOf, int Count) ranks)
    {
        var branches = new PrefixTree(ranks.Count);
        for (var node = tree.HeadOf(rank); node != 0; node = tree.NextOf(node))
        {
            var length = 0;
            foreach (var above in path.AsSpan(0, tree.PathTo(node, path)))
                if (ranks.RankOf[above] >= 0)
                    path[length++] = ranks.RankOf[above];
            branches.Add(path.AsSpan(0, length), tree.CountOf(node));
        }
        return branches;
    }
}

/// <summary>Itemsets on their way, flat.</summary>
internal sealed class ItemsetList(ItemsetBudget budget)
{
    public List<int> Members { get; } = [];

    public List<int> Ends { get; } = [];

    public List<int> Counts { get; } = [];

    public void Add(ReadOnlySpan<int> ranks, int count)
    {
        budget.Take();
        Members.AddRange(ranks);
        Ends.Add(Members.Count);
        Counts.Add(count);
    }
}
