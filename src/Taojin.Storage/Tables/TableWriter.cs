using System.Globalization;

namespace Taojin.Storage.Tables;

/// <summary>Writes rows of separated values that are safe to open in a spreadsheet: a cell that would be run as a formula is kept a text by a leading apostrophe.</summary>
/// <remarks>RFC 4180 quotes; UTF-8. Guards cells that begin with = + - @, a tab or a carriage return (OWASP, CSV injection), plain numbers aside.</remarks>
public static class TableWriter
{
    /// <summary>Writes one row.</summary>
    public static void WriteRow(TextWriter output, IEnumerable<string?> cells)
    {
        output.Write(string.Join(',', cells.Select(Cell)));
        output.Write('\n');
    }

    private static string Cell(string? text)
    {
        var safe = text is null ? "" : IsFormula(text) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static bool IsFormula(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
