namespace Taojin.Mining.Learning;

/// <summary>What a model says on average when one column is set to a value in every row: how that column moves it, whatever the others hold.</summary>
/// <remarks>Friedman 2001, doi:10.1214/aos/1013203451, section 8.2. Where columns go together, some of the rows it asks about do not occur.</remarks>
public static class PartialDependence
{
    private const int MostRows = 500;

    /// <summary>The dependence on one column. Costs points × rows predictions, of at most 500 rows evenly taken.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">Rows whose other columns are kept.</param>
    /// <param name="column">The column that is set.</param>
    /// <param name="points">Most values: for numbers quantiles of what occurs, for categories the most frequent ones.</param>
    /// <returns>Values ascending, each with the mean probability; empty when the column is unknown in every row.</returns>
    public static IReadOnlyList<DependencePoint> Of(IProbabilityModel model, FeatureTable rows, int column, int points = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        var taken = Math.Min(MostRows, rows.RowCount);
        var asked = rows.Pick([.. Enumerable.Range(0, taken).Select(place => (int)((long)place * rows.RowCount / taken))]);
        var said = new double[taken];
        var curve = new List<DependencePoint>();
        foreach (var value in Values(rows, column, points))
        {
            for (var row = 0; row < taken; row++)
                asked.Values[row][column] = value;
            model.Predict(asked, said);
            curve.Add(new(value, said.Average()));
        }
        return curve;
    }

    private static IEnumerable<float> Values(FeatureTable rows, int column, int points)
    {
        float[] known = [.. Enumerable.Range(0, rows.RowCount).Select(row => rows.Values[row][column]).Where(value => !float.IsNaN(value)).Order()];
        if (known.Length == 0)
            return [];
        return rows.Categories[column] > 0
            ? known.CountBy(value => value).OrderByDescending(each => each.Value).ThenBy(each => each.Key).Take(points).Select(each => each.Key).Order()
            : Enumerable.Range(0, points).Select(point => known[(int)((long)point * (known.Length - 1) / (points - 1))]).Distinct();
    }
}

/// <summary>One place of a partial dependence.</summary>
/// <param name="Value">What the column is set to.</param>
/// <param name="Probability">Mean probability over the rows.</param>
public readonly record struct DependencePoint(float Value, double Probability);
