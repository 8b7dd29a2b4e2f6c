using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Features;

/// <summary>Hour and weekday of the question, by the shop's clock. Nothing is remembered.</summary>
public sealed class Moment : IDescribed<FeatureCard>, IFeature
{
    private readonly ShopCalendar _calendar;

    private Moment(ShopCalendar calendar) => _calendar = calendar;

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new(
        "moment",
        [
            new("hour", "0 to 23", "hour of the day", "一天中的小时"),
            new("weekday", "0 Monday to 6", "day of the week", "星期几"),
        ],
        settings => new Moment(settings.Calendar));

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened)
    {
    }

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output) => (output[0], output[1]) = (_calendar.HourOf(asOf.Time), _calendar.WeekdayOf(asOf.Time));

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
    }

    /// <inheritdoc />
    public void Restore(IArtifactReader reader)
    {
    }
}
