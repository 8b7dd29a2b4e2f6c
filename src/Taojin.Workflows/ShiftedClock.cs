namespace Taojin.Workflows;

/// <summary>A clock that runs as another does, from another moment: so that a log of another year can be answered as if its end were now.</summary>
public sealed class ShiftedClock(TimeProvider real) : TimeProvider
{
    private TimeSpan _shift;

    /// <summary>From here on it is this moment, and time goes on.</summary>
    public void StartAt(DateTimeOffset moment) => _shift = moment - real.GetUtcNow();

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + _shift;

    /// <inheritdoc />
    public override long GetTimestamp() => real.GetTimestamp();

    /// <inheritdoc />
    public override long TimestampFrequency => real.TimestampFrequency;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;
}
