using System.Globalization;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;

namespace Taojin.Workflows.Training;

/// <summary>How a column moves the best model, on average over the validation rows.</summary>
/// <param name="Column">The column.</param>
/// <param name="Points">Its values in words, each with the mean probability.</param>
public sealed record ColumnDependence(FeatureColumn Column, IReadOnlyList<ValueDependence> Points)
{
    private const int Columns = 3, Values = 8;

    /// <summary>The columns that matter most to a model that ranks them; empty for others.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">Rows whose other columns are kept; null gives nothing.</param>
    /// <param name="columns">What the columns are.</param>
    /// <param name="wordOf">The word of a column's value, or null for a number.</param>
    internal static IReadOnlyList<ColumnDependence> Of(IProbabilityModel? model, FeatureTable? rows, IReadOnlyList<FeatureColumn> columns, Func<int, float, string?> wordOf) =>
        model is not IRanksColumns ranks || rows is null || rows.RowCount == 0 ? [] :
        [
            .. Enumerable.Range(0, columns.Count).OrderByDescending(column => ranks.Importance[column]).Take(Columns).Where(column => ranks.Importance[column] > 0)
                .Select(column => new ColumnDependence(columns[column], [.. PartialDependence.Of(model, rows, column, Values).Select(point => new ValueDependence(
                    wordOf(column, point.Value) ?? point.Value.ToString("0.###", CultureInfo.InvariantCulture), point.Probability))])),
        ];
}

/// <summary>One value of a column and the mean probability there.</summary>
public sealed record ValueDependence(string Value, double Probability);
