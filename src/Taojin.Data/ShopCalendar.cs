using System.Globalization;

namespace Taojin.Data;

/// <summary>The shop's days and hours: a fixed distance from UTC, such as +8 h for Taobao.</summary>
/// <remarks>A fixed offset, so that a day has 24 hours and the same log gives the same features everywhere.</remarks>
public readonly record struct ShopCalendar(TimeSpan Offset)
{
    /// <summary>Number of the day since 1970-01-01 in the shop's time.</summary>
    public int DayOf(Instant time) => (int)Math.DivRem(Local(time), Instant.PerDay, out var rest) - (rest < 0 ? 1 : 0);

    /// <summary>Hour of the day, 0 to 23.</summary>
    public int HourOf(Instant time) => (int)((Local(time) - (DayOf(time) * Instant.PerDay)) / Instant.PerHour);

    /// <summary>Day of the week, Monday 0 to Sunday 6.</summary>
    public int WeekdayOf(Instant time) => (((DayOf(time) + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday

    /// <summary>The first moment of a day.</summary>
    public Instant StartOf(int day) => new((day * Instant.PerDay) - (Offset.Ticks / TimeSpan.TicksPerMicrosecond));

    /// <summary>A moment as people of the shop read it, with its distance from UTC: <c>2026-03-15 00:00 +08:00</c>.</summary>
    public string Written(Instant time) => time.ToDateTimeOffset().ToOffset(Offset).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    private long Local(Instant time) => time.Microseconds + (Offset.Ticks / TimeSpan.TicksPerMicrosecond);
}
