using System.Globalization;
using CsCheck;

namespace Taojin.Data.Tests;

public sealed class ShopCalendarTests
{
    private static readonly ShopCalendar Shanghai = new(TimeSpan.FromHours(8));

    [Theory]
    [InlineData("2017-11-24T15:59:59.999999Z", "2017-11-24", 23, 4)] // a Friday in Hangzhou, for one microsecond more
    [InlineData("2017-11-24T16:00:00Z", "2017-11-25", 0, 5)]
    [InlineData("1970-01-01T00:00:00Z", "1970-01-01", 8, 3)]
    [InlineData("1969-12-31T15:59:59Z", "1969-12-31", 23, 2)]
    [InlineData("2024-02-29T10:30:00Z", "2024-02-29", 18, 3)]
    public void Days_hours_and_weekdays_are_those_of_the_shop(string time, string day, int hour, int weekday)
    {
        var moment = Instant.Of(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture));

        DateOf(Shanghai.DayOf(moment)).ShouldBe(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        Shanghai.HourOf(moment).ShouldBe(hour);
        Shanghai.WeekdayOf(moment).ShouldBe(weekday); // Monday is 0
    }

    [Fact]
    public void It_says_what_the_framework_says_for_any_offset_and_moment() => Gen.Select(Gen.Int[-14 * 60, 14 * 60], Gen.Long[-2_000_000_000_000_000, 4_000_000_000_000_000]).Sample((minutes, microseconds) =>
    {
        var (calendar, moment) = (new ShopCalendar(TimeSpan.FromMinutes(minutes)), new Instant(microseconds));
        var local = moment.ToDateTimeOffset().ToOffset(TimeSpan.FromMinutes(minutes));
        DateOf(calendar.DayOf(moment)).ShouldBe(DateOnly.FromDateTime(local.DateTime));
        calendar.HourOf(moment).ShouldBe(local.Hour);
        calendar.WeekdayOf(moment).ShouldBe(((int)local.DayOfWeek + 6) % 7);
    }, iter: 2000);

    [Fact]
    public void A_day_starts_at_its_start_and_not_before() => Gen.Select(Gen.Int[-840, 840], Gen.Int[-20_000, 40_000]).Sample((minutes, day) =>
    {
        var calendar = new ShopCalendar(TimeSpan.FromMinutes(minutes));
        calendar.DayOf(calendar.StartOf(day)).ShouldBe(day);
        calendar.HourOf(calendar.StartOf(day)).ShouldBe(0);
        calendar.DayOf(new Instant(calendar.StartOf(day).Microseconds - 1)).ShouldBe(day - 1);
    }, iter: 2000);

    private static DateOnly DateOf(int day) => DateOnly.FromDayNumber(day + new DateOnly(1970, 1, 1).DayNumber);
}
