using System.Globalization;

namespace Taojin.Mining.Learning.Tables;

/// <summary>What a cell's text says.</summary>
internal static class CellText
{
    private static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase) { "", "na", "n/a", "nan", "null", "\\N", "?" };

    private static readonly string[] DateFormats =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd", "yyyy-M-d H:m", "yyyy/M/d H:m", "yyyy-M-d H:m:s", "yyyy/M/d H:m:s",
        "yyyy-M-dTH:m:s", "yyyy-M-dTH:m:sK", "yyyy-M-d H:m:s.FFFFFFF", "yyyy-M-dTH:m:s.FFFFFFFK", "yyyy年M月d日 H:m", "yyyy年M月d日 H:m:s",
    ];

    /// <summary>The text without blanks around it, or null when it stands for nothing: empty, NA, N/A, NaN, null, \N, ?.</summary>
    public static string? Of(string? cell) => cell?.Trim() is { } text && !Nothing.Contains(text) ? text : null;

    /// <summary>A finite number with a point and no thousands' marks.</summary>
    public static bool TryNumber(string text, out float value) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);

    /// <summary>A day, with or without a time of day: year first, parted by - / . or 年月日. A time without a zone is taken as it stands.</summary>
    public static bool TryDate(string text, out DateTime value) => DateTime.TryParseExact(
        text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out value) && value.Year is > 1800 and < 2200;
}
