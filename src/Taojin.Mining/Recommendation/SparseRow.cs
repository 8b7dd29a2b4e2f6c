using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>A row that is added up densely and read sparsely; only touched places are cleared. Scratch space of one thread.</summary>
internal sealed class SparseRow(int width, int kept)
{
    private readonly float[] _sums = new float[width];
    private readonly bool[] _isTouched = new bool[width];
    private readonly List<int> _touched = [];
    private readonly int[] _best = new int[Math.Min(width, kept)];

    public void Add(int column, float value)
    {
        if (!_isTouched[column])
        {
            _isTouched[column] = true;
            _touched.Add(column);
        }
        _sums[column] += value;
    }

    /// <summary>The highest values above 0 after a division, by column; equal ones of the lower column. Clears the row.</summary>
    public (int[] Columns, float[] Values) Best(Func<int, double> divisor)
    {
        _touched.Sort();
        var values = new float[_touched.Count];
        for (var place = 0; place < values.Length; place++)
        {
            var (column, sum) = (_touched[place], _sums[_touched[place]]);
            values[place] = sum > 0 ? (float)(sum / divisor(column)) : float.NaN;
            (_sums[column], _isTouched[column]) = (0, false);
        }
        var places = _best[..TopK.Write(values, _best)];
        Array.Sort(places);
        var result = (Array.ConvertAll(places, place => _touched[place]), Array.ConvertAll(places, place => values[place]));
        _touched.Clear();
        return result;
    }
}
