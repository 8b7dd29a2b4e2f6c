using System.Globalization;

namespace Taojin.Storage;

/// <summary>When something is due: every so often (<c>24h</c>, <c>30m</c>, <c>7d</c>), or at the times of five cron fields: minute, hour, day of month, month, day of week (0 and 7: Sunday).</summary>
/// <remarks>A field is <c>*</c>, a number, <c>from-to</c>, a list with commas, each also with <c>/step</c>. As in cron, where both days are restricted either suffices.</remarks>
public sealed class Timetable
{
    private static readonly (int Least, int Most)[] Ranges = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];
    private static readonly TimeSpan FarthestLook = TimeSpan.FromDays(366 * 5);
    private readonly TimeSpan? _every;
    private readonly bool[][] _fields;
    private readonly bool _isAnyDay;

    private Timetable(TimeSpan? every, bool[][] fields, bool isAnyDay) => (_every, _fields, _isAnyDay) = (every, fields, isAnyDay);

    /// <summary>Reads a timetable.</summary>
    /// <param name="text">Such as <c>24h</c> or <c>30 3 * * *</c>.</param>
    /// <param name="timetable">The timetable.</param>
    public static bool TryParse(string text, out Timetable? timetable)
    {
        timetable = Every(text.Trim()) is { } every ? new(every, [], false) : Cron(text);
        return timetable is not null;
    }

    /// <summary>The first time after another one; null when there is none within five years (such as the 30th of February).</summary>
    /// <param name="last">The time before, such as that of the last run.</param>
    /// <param name="offset">Distance of the shop's clock from UTC, which cron fields mean.</param>
    public DateTimeOffset? After(DateTimeOffset last, TimeSpan offset)
    {
        if (_every is { } every)
            return last + every;
        var local = last.ToOffset(offset);
        var next = new DateTimeOffset(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0, offset).AddMinutes(1);
        for (var end = next + FarthestLook; next < end; next = Later(next))
            if (IsDay(next) && _fields[1][next.Hour] && _fields[0][next.Minute])
                return next;
        return null;
    }

    /// <summary>The next time worth a look: no minute of a day or an hour that is out.</summary>
    private DateTimeOffset Later(DateTimeOffset time) => !IsDay(time) ? new DateTimeOffset(time.Year, time.Month, time.Day, 0, 0, 0, time.Offset).AddDays(1)
        : !_fields[1][time.Hour] ? new DateTimeOffset(time.Year, time.Month, time.Day, time.Hour, 0, 0, time.Offset).AddHours(1)
        : time.AddMinutes(1);

    private bool IsDay(DateTimeOffset time)
    {
        var (day, weekday) = (_fields[2][time.Day], _fields[4][(int)time.DayOfWeek]);
        return _fields[3][time.Month] && (_isAnyDay ? day || weekday : day && weekday);
    }

    private static TimeSpan? Every(string text)
    {
        var unit = text.Length > 1 ? text[^1] switch { 'm' => TimeSpan.FromMinutes(1), 'h' => TimeSpan.FromHours(1), 'd' => TimeSpan.FromDays(1), _ => default } : default;
        return unit != default && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 100_000 ? count * unit : null;
    }

    private static Timetable? Cron(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Ranges.Length)
            return null;
        var fields = parts.Zip(Ranges, Field).ToArray();
        if (fields.Any(field => field is null))
            return null;
        fields[4]![0] |= fields[4]![7];
        return new(null, fields!, isAnyDay: parts[2] != "*" && parts[4] != "*");
    }

    private static bool[]? Field(string text, (int Least, int Most) range)
    {
        var field = new bool[range.Most + 1];
        foreach (var part in text.Split(','))
        {
            if (part.Split('/') is not [var span, .. { Length: <= 1 } steps] || !Number(steps is [var step] ? step : "1", out var every) || every == 0)
                return null;
            var (from, to) = (range.Least, range.Most);
            if (span != "*" && !(span.Split('-') is [var first, .. { Length: <= 1 } last] && Number(first, out from) && Number(last is [var other] ? other : steps.Length == 1 ? $"{range.Most}" : first, out to)))
                return null;
            if (from < range.Least || to > range.Most || from > to)
                return null;
            for (var value = from; value <= to; value += every)
                field[value] = true;
        }
        return field;
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
