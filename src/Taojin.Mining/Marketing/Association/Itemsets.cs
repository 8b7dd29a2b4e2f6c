using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Association;

/// <summary>Frequent itemsets with their counts: every one that stands in enough baskets, and so all their parts.</summary>
public sealed class Itemsets : IPersistent<Itemsets>
{
    private readonly int[] _starts, _members, _counts;
    private ItemsetIndex? _index;

    private Itemsets(Vocabulary items, int baskets, (int[] Starts, int[] Members, int[] Counts) sets) =>
        (Items, Baskets, _starts, _members, _counts) = (items, baskets, sets.Starts, sets.Members, sets.Counts);

    /// <summary>Ids of items.</summary>
    public Vocabulary Items { get; }

    /// <summary>Number of baskets that were counted.</summary>
    public int Baskets { get; }

    /// <summary>Number of itemsets.</summary>
    public int Count => _counts.Length;

    /// <summary>Items of a set, ascending.</summary>
    public ReadOnlySpan<int> this[int set] => _members.AsSpan(_starts[set], _starts[set + 1] - _starts[set]);

    /// <summary>Baskets with all items of a set.</summary>
    public int CountOf(int set) => _counts[set];

    /// <summary>Baskets with all the given items, which ascend; -1 when the set is not frequent.</summary>
    public int CountOf(ReadOnlySpan<int> items) => Index.Find(items) is >= 0 and var set ? _counts[set] : -1;

    /// <summary>Number of itemsets of each size, from 1.</summary>
    public IReadOnlyList<int> BySize()
    {
        var sizes = new List<int>();
        for (var set = 0; set < Count; set++)
        {
            while (sizes.Count < this[set].Length)
                sizes.Add(0);
            sizes[this[set].Length - 1]++;
        }
        return sizes;
    }

    /// <summary>Whether each set is closed: no larger one has its count. Shape [sets].</summary>
    public bool[] Closed() => Without((larger, part) => _counts[larger] == _counts[part]);

    /// <summary>Whether each set is maximal: no larger one is frequent. Shape [sets].</summary>
    public bool[] Maximal() => Without((_, _) => true);

    internal ItemsetIndex Index => _index ??= new(this);

    internal static Itemsets Of(Vocabulary items, int baskets, int[] itemOfRank, IReadOnlyList<ItemsetList> found)
    {
        var (starts, counts) = (new List<int> { 0 }, new List<int>());
        var members = new int[found.Sum(list => (long)list.Members.Count)];
        var place = 0;
        foreach (var list in found)
            for (var (set, from) = (0, 0); set < list.Ends.Count; from = list.Ends[set++])
            {
                var start = place;
                for (var member = from; member < list.Ends[set]; member++)
                    members[place++] = itemOfRank[list.Members[member]];
                members.AsSpan(start, place - start).Sort();
                starts.Add(place);
                counts.Add(list.Counts[set]);
            }
        return new(items, baskets, ([.. starts], members, [.. counts]));
    }

    /// <summary>Unmarks each set that has a larger one, by one item, of which the condition holds.</summary>
    private bool[] Without(Func<int, int, bool> condition)
    {
        var kept = new bool[Count];
        Array.Fill(kept, true);
        Span<int> part = stackalloc int[128];
        for (var set = 0; set < Count; set++)
            for (var left = 0; left < this[set].Length && this[set].Length > 1; left++)
                if (Index.Find(Less(this[set], left, part)) is >= 0 and var smaller && condition(set, smaller))
                    kept[smaller] = false;
        return kept;
    }

    /// <summary>A set without one of its members.</summary>
    internal static ReadOnlySpan<int> Less(ReadOnlySpan<int> set, int left, Span<int> part)
    {
        set[..left].CopyTo(part);
        set[(left + 1)..].CopyTo(part[left..]);
        return part[..(set.Length - 1)];
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("items", Items.Ids);
        writer.Array<int>("starts", _starts);
        writer.Array<int>("members", _members);
        writer.Array<int>("counts", _counts);
        writer.Settings["baskets"] = Baskets;
    }

    /// <inheritdoc />
    public static Itemsets Load(IArtifactReader reader) => new(
        new Vocabulary(reader.Ids("items")), reader.Settings["baskets"]!.GetValue<int>(), (reader.Array<int>("starts"), reader.Array<int>("members"), reader.Array<int>("counts")));
}

/// <summary>Finds itemsets by their members.</summary>
internal sealed class ItemsetIndex
{
    private readonly Itemsets _sets;
    private readonly int[] _slots;

    public ItemsetIndex(Itemsets sets)
    {
        (_sets, _slots) = (sets, new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, sets.Count * 2))]);
        for (var set = 0; set < sets.Count; set++)
        {
            var slot = SlotOf(sets[set]);
            while (_slots[slot] != 0)
                slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = set + 1;
        }
    }

    /// <summary>The set of these members, which ascend, or -1.</summary>
    public int Find(ReadOnlySpan<int> members)
    {
        for (var slot = SlotOf(members); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
            if (_sets[_slots[slot] - 1].SequenceEqual(members))
                return _slots[slot] - 1;
        return -1;
    }

    private int SlotOf(ReadOnlySpan<int> members)
    {
        var hash = 0UL;
        foreach (var member in members)
            hash = (hash ^ (uint)member) * 0x9E3779B97F4A7C15UL + 0x632BE59BD9B4E019UL;
        return (int)(hash >> 33) & (_slots.Length - 1);
    }
}
