using System.Numerics;

namespace Taojin.Mining.Marketing.Association;

/// <summary>An FP-tree in arrays: nodes with rank, count, parent and the next node of the same rank. Children are found by hashing.</summary>
internal sealed class PrefixTree
{
    private int[] _rank = new int[64];
    private int[] _count = new int[64];
    private int[] _parent = new int[64];
    private int[] _next = new int[64];
    private int[] _slots = new int[128]; // node + 1, open addressing by (parent, rank)
    private int _nodes = 1; // 0 is the root
    private readonly int[] _heads;
    private readonly int[] _totals;

    /// <summary>An empty tree over so many ranks.</summary>
    public PrefixTree(int ranks) => (_heads, _totals) = (new int[ranks], new int[ranks]);

    /// <summary>Baskets with each rank, shape [ranks].</summary>
    public ReadOnlySpan<int> Totals => _totals;

    /// <summary>First node of a rank, 0 when there is none.</summary>
    public int HeadOf(int rank) => _heads[rank];

    /// <summary>Next node of the same rank, 0 at the end.</summary>
    public int NextOf(int node) => _next[node];

    /// <summary>Baskets that go through a node.</summary>
    public int CountOf(int node) => _count[node];

    /// <summary>Adds ascending ranks so many times.</summary>
    public void Add(ReadOnlySpan<int> ranks, int times)
    {
        var node = 0;
        foreach (var rank in ranks)
        {
            node = ChildOf(node, rank);
            _count[node] += times;
            _totals[rank] += times;
        }
    }

    /// <summary>Writes the ranks from below the root to above a node, ascending; gives how many.</summary>
    public int PathTo(int node, Span<int> ranks)
    {
        var length = 0;
        for (node = _parent[node]; node != 0; node = _parent[node])
            ranks[length++] = _rank[node];
        ranks[..length].Reverse();
        return length;
    }

    private int ChildOf(int parent, int rank)
    {
        var mask = _slots.Length - 1;
        var slot = Hash(parent, rank) & mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
            if (_slots[slot] - 1 is var child && _parent[child] == parent && _rank[child] == rank)
                return child;
        if (_nodes == _rank.Length)
        {
            Grow();
            return ChildOf(parent, rank);
        }
        var node = _nodes++;
        (_rank[node], _parent[node], _next[node], _heads[rank]) = (rank, parent, _heads[rank], node);
        _slots[slot] = node + 1;
        return node;
    }

    private void Grow()
    {
        var size = _rank.Length * 2;
        Array.Resize(ref _rank, size);
        Array.Resize(ref _count, size);
        Array.Resize(ref _parent, size);
        Array.Resize(ref _next, size);
        _slots = new int[size * 2];
        for (var node = 1; node < _nodes; node++)
        {
            var slot = Hash(_parent[node], _rank[node]) & (_slots.Length - 1);
            while (_slots[slot] != 0)
                slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = node + 1;
        }
    }

    private static int Hash(int parent, int rank) => (int)(BitOperations.RotateLeft((uint)parent * 0x9E3779B1u, 15) ^ ((uint)rank * 0x85EBCA77u));
}
