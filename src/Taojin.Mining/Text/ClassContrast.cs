using Taojin.Numerics;

namespace Taojin.Mining.Text;

/// <summary>How differently the classes use a run: the root of the mean square of its log-count ratios, one class against the rest.</summary>
/// <remarks>
/// For two classes it is the ratio of Wang &amp; Manning, ACL 2012 (NB-SVM), aclanthology.org/P12-2018, with one text added for each side.
/// A tenth is added, so that a run that all classes use alike still counts. Costs columns × classes logarithms.
/// </remarks>
internal static class ClassContrast
{
    private const double Least = 0.1;

    /// <summary>One contrast a column, above 0.</summary>
    public static double[] Of(((int Place, int Count)[][] Counted, int[] Labels) texts, GramColumns columns, int classes)
    {
        var (counts, totals) = (new float[(long)columns.Count * classes], new double[classes]);
        for (var text = 0; text < texts.Labels.Length; text++)
        {
            totals[texts.Labels[text]]++;
            foreach (var (place, _) in texts.Counted[text])
                if (columns.ColumnOf(place) is >= 0 and var column)
                    counts[((long)column * classes) + texts.Labels[text]]++;
        }
        var contrasts = new double[columns.Count];
        for (var column = 0; column < contrasts.Length; column++)
            contrasts[column] = Least + Math.Sqrt(MeanSquare(counts.AsSpan(column * classes, classes), totals, texts.Labels.Length));
        return contrasts;
    }

    /// <summary>In how many of some rows each column stands, and its contrast among them.</summary>
    public static (int[] Often, double[] Contrasts) Of(CsrMatrix rows, int[] members, int[] labels, int classes)
    {
        var (counts, totals, often) = (new float[(long)rows.ColumnCount * classes], new double[classes], new int[rows.ColumnCount]);
        foreach (var row in members)
        {
            totals[labels[row]]++;
            foreach (var column in rows[row].Columns)
            {
                counts[((long)column * classes) + labels[row]]++;
                often[column]++;
            }
        }
        var contrasts = new double[rows.ColumnCount];
        for (var column = 0; column < contrasts.Length; column++)
            contrasts[column] = often[column] == 0 ? 0 : Least + Math.Sqrt(MeanSquare(counts.AsSpan(column * classes, classes), totals, members.Length));
        return (often, contrasts);
    }

    private static double MeanSquare(ReadOnlySpan<float> counts, double[] totals, double texts)
    {
        var (all, sum) = (0f, 0.0);
        foreach (var count in counts)
            all += count;
        for (var label = 0; label < counts.Length; label++)
        {
            var share = totals[label] / texts;
            if (share is 0 or 1)
                continue;
            var ratio = Math.Log((counts[label] + 1) / (totals[label] + (1 / share))) - Math.Log((all - counts[label] + 1) / (texts - totals[label] + (1 / (1 - share))));
            sum += (counts.Length == 2 ? 0.5 : share) * ratio * ratio;
        }
        return sum;
    }
}
