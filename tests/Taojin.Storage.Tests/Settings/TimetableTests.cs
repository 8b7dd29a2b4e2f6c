using System.Globalization;

namespace Taojin.Storage.Tests.Settings;

/// <summary>When something is due, by the calendar of November 2026 (the 25th is a Wednesday).</summary>
public sealed class TimetableTests
{
    [Theory]
    [InlineData("24h", "2026-11-25T10:30:40+08:00", "2026-11-26T10:30:40+08:00")]
    [InlineData("30m", "2026-11-25T10:30:40+08:00", "2026-11-25T11:00:40+08:00")]
    [InlineData("30 3 * * *", "2026-11-25T03:29:59+08:00", "2026-11-25T03:30:00+08:00")]
    [InlineData("30 3 * * *", "2026-11-25T03:30:00+08:00", "2026-11-26T03:30:00+08:00")]
    [InlineData("30 3 * * *", "2026-11-24T19:31:00+00:00", "2026-11-26T03:30:00+08:00")] // the shop's time, not UTC
    [InlineData("*/15 * * * *", "2026-11-25T10:46:00+08:00", "2026-11-25T11:00:00+08:00")]
    [InlineData("0 4 * * 7", "2026-11-25T00:00:00+08:00", "2026-11-29T04:00:00+08:00")]
    [InlineData("0 4 1 * 1", "2026-11-25T00:00:00+08:00", "2026-11-30T04:00:00+08:00")] // either day, as in cron
    [InlineData("0 0 29 2 *", "2026-11-25T00:00:00+08:00", "2028-02-29T00:00:00+08:00")]
    [InlineData("0 9-17/4 * * 1-5", "2026-11-27T17:00:00+08:00", "2026-11-30T09:00:00+08:00")]
    [InlineData("5,10 0 * 12 *", "2026-11-25T00:00:00+08:00", "2026-12-01T00:05:00+08:00")]
    public void The_next_time_is_the_first_after_the_last(string text, string last, string next)
    {
        Timetable.TryParse(text, out var table).ShouldBeTrue();
        table!.After(At(last), TimeSpan.FromHours(8)).ShouldBe(At(next));
    }

    [Theory]
    [InlineData("0 0 30 2 *")]
    public void A_day_that_never_comes_is_never_due(string text)
    {
        Timetable.TryParse(text, out var table).ShouldBeTrue();
        table!.After(At("2026-11-25T00:00:00+08:00"), TimeSpan.Zero).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("每天")]
    [InlineData("0h")]
    [InlineData("60 * * * *")]
    [InlineData("* * * *")]
    [InlineData("* * * * * *")]
    [InlineData("*/0 * * * *")]
    [InlineData("5-1 * * * *")]
    [InlineData("1//2 * * * *")]
    [InlineData("-5 * * * *")]
    public void What_is_no_timetable_is_refused(string text) => Timetable.TryParse(text, out _).ShouldBeFalse();

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
