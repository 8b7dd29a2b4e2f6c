using System.Buffers;

namespace Taojin.Workflows.Marketing;

/// <summary>Text as a cell of a CSV that people open in a spreadsheet.</summary>
public static class SheetCell
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\n\r;\t");

    /// <summary>
    /// Quotes what needs quotes, and puts an apostrophe before what a spreadsheet would run as a formula (= + - @, tab, carriage return), so that an id that somebody
    /// chose in bad faith is shown and not run.
    /// </summary>
    public static string Of(string text)
    {
        var safe = text.Length > 0 && text.TrimStart() is var bare && (bare.Length == 0 || "=+-@＝＋－＠".Contains(bare[0], StringComparison.Ordinal) || text[0] is '\t' or '\r' or '\n') ? "'" + text : text;
        return safe.AsSpan().ContainsAny(NeedQuotes) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
