using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Uplift;

/// <summary>People with their columns cut at quantiles: what trees split on.</summary>
/// <param name="Bins">Bin of each person and column, shape [people × columns].</param>
/// <param name="Edges">Upper edges of each column's bins but the last; a value is in the first bin whose edge is not below it.</param>
/// <param name="Arm">0 for the control, i + 1 for an arm.</param>
/// <param name="Outcomes">What came out.</param>
/// <param name="Arms">Number of arms without the control.</param>
internal sealed record BinnedPeople(byte[] Bins, float[][] Edges, int[] Arm, float[] Outcomes, int Arms)
{
    public const int MostBins = 32;

    public int Columns => Edges.Length;

    public static BinnedPeople Of(ExperimentTable data)
    {
        var values = data.Features.Values;
        var edges = Enumerable.Range(0, values.ColumnCount).Select(column => EdgesOf([.. Enumerable.Range(0, values.RowCount).Select(row => Known(values[row][column]))])).ToArray();
        var bins = new byte[values.RowCount * values.ColumnCount];
        for (var row = 0; row < values.RowCount; row++)
            for (var column = 0; column < edges.Length; column++)
                bins[(row * edges.Length) + column] = (byte)BinOf(edges[column], Known(values[row][column]));
        return new(bins, edges, data.Arm, data.Outcomes, data.Arms.Count);
    }

    /// <summary>Unknown stands below all others.</summary>
    public static float Known(float value) => float.IsNaN(value) ? float.NegativeInfinity : value;

    private static int BinOf(float[] edges, float value)
    {
        var found = Array.BinarySearch(edges, value);
        return found >= 0 ? found : ~found;
    }

    private static float[] EdgesOf(float[] values)
    {
        Array.Sort(values);
        var edges = Enumerable.Range(1, MostBins - 1).Select(bin => values[(int)((long)values.Length * bin / MostBins)]).Distinct().ToList();
        var distinct = values.Distinct().Take(MostBins + 1).ToArray();
        return distinct.Length <= MostBins ? distinct[..^1] : [.. edges];
    }
}
