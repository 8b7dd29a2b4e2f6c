using Taojin.Data;

namespace Taojin.Mining.Classification;

/// <summary>A tree of categories by their paths, levels parted by <c>" > "</c>. A node's index is that of its path; a parent stands before its children.</summary>
public sealed class CategoryTree
{
    /// <summary>Parts the levels of a path.</summary>
    public const string Separator = " > ";

    private readonly Vocabulary _nodes = new();
    private readonly List<int> _parents = [];
    private readonly List<int> _depths = [];

    /// <summary>The tree that holds the given paths and everything above them.</summary>
    public CategoryTree(IEnumerable<string> paths)
    {
        foreach (var path in paths)
            Add(path);
    }

    /// <summary>Paths of all nodes.</summary>
    public Vocabulary Nodes => _nodes;

    /// <summary>Index of a node's parent, or −1 at the top.</summary>
    public int ParentOf(int node) => _parents[node];

    /// <summary>Level of a node, from 1.</summary>
    public int DepthOf(int node) => _depths[node];

    /// <summary>A node and all above it, the node first.</summary>
    public IEnumerable<int> Line(int node)
    {
        for (; node >= 0; node = _parents[node])
            yield return node;
    }

    /// <summary>The probability of every node: its own and that of all below it, so that a parent is at least as probable as its child.</summary>
    /// <param name="classes">Paths of the classes, each in the tree.</param>
    /// <param name="probabilities">One a class, shape [classes].</param>
    /// <returns>Shape [nodes].</returns>
    public double[] Sums(Vocabulary classes, ReadOnlySpan<double> probabilities)
    {
        var sums = new double[_nodes.Count];
        for (var label = 0; label < probabilities.Length; label++)
            sums[_nodes.IndexOf(classes.IdAt(label))] += probabilities[label];
        for (var node = sums.Length - 1; node >= 0; node--)
            if (_parents[node] >= 0)
                sums[_parents[node]] += sums[node];
        return sums;
    }

    /// <summary>The deepest node on the way of the most probable children that is at least as probable as asked; −1 when no top node is.</summary>
    /// <param name="sums">From <see cref="Sums"/>.</param>
    /// <param name="least">Least probability, in [0, 1].</param>
    public int Deepest(ReadOnlySpan<double> sums, double least)
    {
        var at = -1;
        while (true)
        {
            var best = -1;
            for (var node = at + 1; node < sums.Length; node++)
                if (_parents[node] == at && (best < 0 || sums[node] > sums[best]))
                    best = node;
            if (best < 0 || sums[best] < least || sums[best] <= 0)
                return at;
            at = best;
        }
    }

    private int Add(string path)
    {
        if (_nodes.TryIndexOf(path, out var known))
            return known;
        var parent = path.LastIndexOf(Separator, StringComparison.Ordinal) is > 0 and var end ? Add(path[..end]) : -1;
        _parents.Add(parent);
        _depths.Add(parent < 0 ? 1 : _depths[parent] + 1);
        return _nodes.Add(path);
    }
}
