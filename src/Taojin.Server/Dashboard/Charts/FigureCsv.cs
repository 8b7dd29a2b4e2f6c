using System.Globalization;
using Taojin.Storage;

namespace Taojin.Server.Dashboard.Charts;

/// <summary>Figures as a file that spreadsheets read.</summary>
internal static class FigureCsv
{
    /// <summary>Numbers in the invariant culture, so that a file means the same everywhere.</summary>
    public static string Of(Figures figures) => SpreadsheetCsv.Of(figures.Columns, figures.Rows.Select(row => (IReadOnlyList<object?>)[.. row.Select(Plain)]));

    private static object? Plain(object? cell) => cell is not string && cell is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : cell;
}
