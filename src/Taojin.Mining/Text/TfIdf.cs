using Taojin.Numerics;

namespace Taojin.Mining.Text;

/// <summary>Bags of runs as vectors of length 1, where rare runs weigh more.</summary>
public static class TfIdf
{
    /// <summary>
    /// One row a text: (1 + ln count) · (1 + ln((1 + texts) ÷ (1 + texts with the run))), then divided by the row's length. A run that
    /// stands in one text only is like nothing else and is left out; so is one in more than half of many texts. Two passes; a row without runs is empty.
    /// </summary>
    /// <param name="texts">Number of texts.</param>
    /// <param name="gramsOf">Adds the runs of a text to a list, the same at each call.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <remarks>Salton &amp; Buckley 1988, doi:10.1016/0306-4573(88)90021-0, with the smoothed idf of scikit-learn.</remarks>
    public static CsrMatrix Of(int texts, Action<int, List<ulong>> gramsOf, CancellationToken cancellation)
    {
        var columns = Columns(Frequencies(texts, gramsOf, cancellation), texts);
        var (starts, places, values, grams) = (new int[texts + 1], new List<int>(), new List<float>(), new List<ulong>());
        for (var text = 0; text < texts; text++)
        {
            cancellation.ThrowIfCancellationRequested();
            grams.Clear();
            gramsOf(text, grams);
            var row = new SortedDictionary<int, float>();
            foreach (var (gram, count) in grams.CountBy(gram => gram))
                if (columns.TryGetValue(gram, out var column))
                    row[column.Place] = (float)((1 + Math.Log(count)) * column.Idf);
            var length = MathF.Sqrt(row.Values.Sum(value => value * value));
            foreach (var (place, value) in row)
            {
                places.Add(place);
                values.Add(value / length);
            }
            starts[text + 1] = places.Count;
        }
        return new(texts, columns.Count, starts, [.. places], [.. values]);
    }

    private static Dictionary<ulong, int> Frequencies(int texts, Action<int, List<ulong>> gramsOf, CancellationToken cancellation)
    {
        var (frequencies, grams) = (new Dictionary<ulong, int>(), new List<ulong>());
        for (var text = 0; text < texts; text++)
        {
            cancellation.ThrowIfCancellationRequested();
            grams.Clear();
            gramsOf(text, grams);
            foreach (var gram in grams.Distinct())
                frequencies[gram] = frequencies.GetValueOrDefault(gram) + 1;
        }
        return frequencies;
    }

    private static Dictionary<ulong, (int Place, double Idf)> Columns(Dictionary<ulong, int> frequencies, int texts)
    {
        const int many = 100;
        var columns = new Dictionary<ulong, (int, double)>();
        foreach (var (gram, frequency) in frequencies)
            if (frequency > 1 && (texts < many || frequency <= texts / 2))
                columns.Add(gram, (columns.Count, 1 + Math.Log((1.0 + texts) / (1 + frequency))));
        return columns;
    }
}
