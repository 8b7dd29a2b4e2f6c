namespace Taojin.Mining.Classification;

/// <summary>Disjoint sets; the least index leads.</summary>
internal sealed class DisjointGroups(int count)
{
    private readonly int[] _leaders = [.. Enumerable.Range(0, count)];

    public void Join(IEnumerable<int> items)
    {
        var first = -1;
        foreach (var leader in items.Select(Leader))
        {
            var (low, high) = first < 0 ? (leader, leader) : (Math.Min(Leader(first), leader), Math.Max(Leader(first), leader));
            _leaders[high] = low;
            first = low;
        }
    }

    public bool AreOne(int left, int right) => Leader(left) == Leader(right);

    public IEnumerable<int[]> All() => Enumerable.Range(0, count).GroupBy(Leader).Where(group => group.Count() > 1).Select(group => group.ToArray());

    private int Leader(int item)
    {
        while (_leaders[item] != item)
            item = _leaders[item] = _leaders[_leaders[item]];
        return item;
    }
}
