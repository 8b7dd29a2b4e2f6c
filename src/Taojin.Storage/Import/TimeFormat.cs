using Taojin.Data;

namespace Taojin.Storage.Import;

/// <summary>How times are written.</summary>
internal enum TimeFormat
{
    /// <summary>Seconds since 1970 UTC, also with decimals.</summary>
    UnixSeconds,

    /// <summary>Milliseconds.</summary>
    UnixMilliseconds,

    /// <summary>Microseconds.</summary>
    UnixMicroseconds,

    /// <summary>Nanoseconds.</summary>
    UnixNanoseconds,

    /// <summary>Year, month, day, parted by - / . or 年 月 日; then, after a blank or a T, hour, minute, second, fraction and zone as far as they are given.</summary>
    Iso,

    /// <summary>The same without signs between: 20171126, 201711260900.</summary>
    Compact,

    /// <summary>Day, month, year: 26/11/2017.</summary>
    DayFirst,

    /// <summary>Month, day, year: 11/26/2017.</summary>
    MonthFirst,
}

/// <summary>Names of formats of times.</summary>
internal static class TimeFormats
{
    private static readonly string[] Names = ["unix-s", "unix-ms", "unix-us", "unix-ns", "iso", "compact", "day-first", "month-first"];

    /// <summary>The name in kebab-case.</summary>
    public static string Name(this TimeFormat format) => Names[(int)format];

    /// <summary>The format of a name.</summary>
    /// <exception cref="TaojinException">import.time-format-unknown.</exception>
    public static TimeFormat Parse(string name)
    {
        var index = Array.IndexOf(Names, name);
        return index >= 0
            ? (TimeFormat)index
            : throw new TaojinException("import.time-format-unknown", $"There is no time format '{name}'.", $"Known: {string.Join(", ", Names)}.");
    }
}
