namespace Taojin.Mining.Evaluation.Drift;

/// <summary>How the values of a column were distributed: counts between edges that part them into about equal shares, and the missing ones. Some hundred bytes.</summary>
/// <param name="Name">Name of the column.</param>
/// <param name="Edges">Upper ends of all classes but the last, ascending, each value at most its edge; shape [classes − 1].</param>
/// <param name="Counts">Number of values in each class, shape [classes].</param>
/// <param name="Missing">Number of values that are NaN.</param>
public sealed record BinnedColumn(string Name, IReadOnlyList<float> Edges, IReadOnlyList<long> Counts, long Missing)
{
    /// <summary>Classes of a column, where it has as many values.</summary>
    public const int MostClasses = 10;

    /// <summary>Number of values, the missing ones too.</summary>
    public long Total => Counts.Sum() + Missing;

    /// <summary>Parts values by their deciles; a value that makes up several deciles gets a class of its own.</summary>
    /// <param name="name">Name of the column.</param>
    /// <param name="values">The values; the order does not matter.</param>
    public static BinnedColumn Of(string name, IEnumerable<float> values)
    {
        var all = values.ToArray();
        var known = all.Where(value => !float.IsNaN(value)).Order().ToArray();
        var edges = new List<float>();
        for (var part = 1; part < MostClasses && known.Length > 0; part++)
            if (known[(int)((long)part * (known.Length - 1) / MostClasses)] is var edge && edge < known[^1] && (edges.Count == 0 || edge > edges[^1]))
                edges.Add(edge);
        return new BinnedColumn(name, edges, new long[edges.Count + 1], 0).With(all);
    }

    /// <summary>Other values between the same edges.</summary>
    public BinnedColumn With(IEnumerable<float> values)
    {
        var (counts, missing, edges) = (new long[Edges.Count + 1], 0L, Edges.ToArray());
        foreach (var value in values)
            if (float.IsNaN(value))
                missing++;
            else
                counts[Array.BinarySearch(edges, value) is var place && place < 0 ? ~place : place]++;
        return this with { Counts = counts, Missing = missing };
    }
}
