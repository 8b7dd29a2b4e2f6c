namespace Taojin.Mining.Marketing.Uplift;

/// <summary>One tree: questions of the form "is this column at most that", with an effect an arm at each leaf.</summary>
internal sealed class UpliftTree(int arms)
{
    private readonly List<Node> _nodes = [];

    /// <summary>A node; a leaf has the column −1.</summary>
    public record struct Node(int Column, byte Bin, float Edge, int Low, int High, double[] Effects);

    public int Add()
    {
        _nodes.Add(new(-1, 0, 0, -1, -1, new double[arms]));
        return _nodes.Count - 1;
    }

    public Node this[int node]
    {
        get => _nodes[node];
        set => _nodes[node] = value;
    }

    public int Count => _nodes.Count;

    /// <summary>Adds the effects of the row's leaf.</summary>
    public void Add(ReadOnlySpan<float> row, double[] sums)
    {
        var node = _nodes[0];
        while (node.Column >= 0)
            node = _nodes[BinnedPeople.Known(row[node.Column]) <= node.Edge ? node.Low : node.High];
        for (var arm = 0; arm < sums.Length; arm++)
            sums[arm] += node.Effects[arm];
    }
}
