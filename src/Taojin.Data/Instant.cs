using System.Globalization;

namespace Taojin.Data;

/// <summary>A moment in UTC, to the microsecond. Ordered; <c>default</c> is 1970-01-01T00:00:00Z.</summary>
/// <param name="Microseconds">Microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.</param>
public readonly record struct Instant(long Microseconds) : IComparable<Instant>
{
    /// <summary>Microseconds of a second.</summary>
    public const long PerSecond = 1_000_000;

    /// <summary>Microseconds of an hour.</summary>
    public const long PerHour = 3600 * PerSecond;

    /// <summary>Microseconds of a day.</summary>
    public const long PerDay = 24 * PerHour;

    /// <summary>Before every event.</summary>
    public static Instant Earliest { get; } = new(long.MinValue);

    /// <summary>After every event.</summary>
    public static Instant Latest { get; } = new(long.MaxValue);

    /// <summary>The moment of a date with offset.</summary>
    public static Instant Of(DateTimeOffset time) => new((time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);

    /// <summary>The moment of a Unix time in seconds.</summary>
    public static Instant OfSeconds(long seconds) => new(checked(seconds * PerSecond));

    /// <summary>The same moment as the framework's type.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.UnixEpoch.AddTicks(Microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>Hours from <paramref name="earlier"/> to this moment; negative when it is later.</summary>
    public double HoursSince(Instant earlier) => (Microseconds - earlier.Microseconds) / (double)PerHour;

    /// <inheritdoc />
    public int CompareTo(Instant other) => Microseconds.CompareTo(other.Microseconds);

    /// <summary>ISO 8601 with as many decimals as are needed, such as <c>2017-11-26T09:00:00Z</c>; microseconds outside the years 1 to 9999.</summary>
    public override string ToString() => this < Of(DateTimeOffset.MinValue) || this > Of(DateTimeOffset.MaxValue)
        ? string.Create(CultureInfo.InvariantCulture, $"{Microseconds} µs")
        : ToDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFK", CultureInfo.InvariantCulture).Replace("+00:00", "Z", StringComparison.Ordinal);

    /// <summary>Later by a duration.</summary>
    public static Instant operator +(Instant time, TimeSpan duration) => new(time.Microseconds + (duration.Ticks / TimeSpan.TicksPerMicrosecond));

    /// <summary>Earlier by a duration.</summary>
    public static Instant operator -(Instant time, TimeSpan duration) => new(time.Microseconds - (duration.Ticks / TimeSpan.TicksPerMicrosecond));

    /// <summary>The duration between two moments.</summary>
    public static TimeSpan operator -(Instant later, Instant earlier) => TimeSpan.FromMicroseconds(later.Microseconds - earlier.Microseconds);

    /// <summary>Whether one moment comes before another.</summary>
    public static bool operator <(Instant left, Instant right) => left.Microseconds < right.Microseconds;

    /// <summary>Whether one moment comes after another.</summary>
    public static bool operator >(Instant left, Instant right) => left.Microseconds > right.Microseconds;

    /// <summary>Whether one moment does not come after another.</summary>
    public static bool operator <=(Instant left, Instant right) => left.Microseconds <= right.Microseconds;

    /// <summary>Whether one moment does not come before another.</summary>
    public static bool operator >=(Instant left, Instant right) => left.Microseconds >= right.Microseconds;
}
