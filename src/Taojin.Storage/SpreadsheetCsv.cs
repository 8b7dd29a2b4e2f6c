using System.Globalization;
using System.Text;
using Taojin.Storage.Import;

namespace Taojin.Storage;

/// <summary>Tables as CSV that a spreadsheet opens without harm: marked as UTF-8 so that Chinese is read, and no text begins a formula.</summary>
public static class SpreadsheetCsv
{
    /// <summary>The whole file; numbers stand plainly, with a point. Null and NaN are empty cells.</summary>
    public static string Of(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var text = new StringBuilder("\uFEFF").AppendJoin(',', columns.Select(RejectsFile.Cell)).Append("\r\n");
        foreach (var row in rows)
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return text.ToString();
    }

    /// <summary>One line with its end.</summary>
    public static string Line(IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>Writes the file whole or not at all.</summary>
    public static void Write(string path, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows) => DurableFile.Write(path, Of(columns, rows));

    private static string Cell(object? value) => value switch
    {
        null or double.NaN or float.NaN => "",
        string text => RejectsFile.Cell(text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => RejectsFile.Cell(value.ToString() ?? ""),
    };
}
