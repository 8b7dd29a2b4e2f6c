using System.Globalization;
using CsCheck;

namespace Taojin.Data.Tests;

public sealed class InstantTests
{
    [Theory]
    [InlineData(0, "1970-01-01T00:00:00Z")]
    [InlineData(1_511_686_800_000_000, "2017-11-26T09:00:00Z")]
    [InlineData(1_511_686_800_120_000, "2017-11-26T09:00:00.12Z")]
    [InlineData(1_511_686_800_000_001, "2017-11-26T09:00:00.000001Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999999Z")]
    public void It_is_written_in_ISO_8601_with_as_many_decimals_as_are_needed(long microseconds, string text) => new Instant(microseconds).ToString().ShouldBe(text);

    [Fact]
    public void It_is_written_alike_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "zh-CN", "ar-SA", "th-TH", "fa-IR" }) // calendars of their own
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                Instant.OfSeconds(1_511_686_800).ToString().ShouldBe("2017-11-26T09:00:00Z");
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_is_written_is_read_back_to_the_microsecond() => Gen.Long[-60_000_000_000_000_000, 250_000_000_000_000_000].Sample(microseconds =>
    {
        var moment = new Instant(microseconds);
        Instant.Of(DateTimeOffset.Parse(moment.ToString(), CultureInfo.InvariantCulture)).ShouldBe(moment);
        Instant.Of(moment.ToDateTimeOffset().ToOffset(TimeSpan.FromHours(8))).ShouldBe(moment);
    }, iter: 2000);

    [Fact]
    public void Durations_are_added_taken_away_and_measured()
    {
        var moment = Instant.OfSeconds(1_700_000_000);
        var pause = TimeSpan.FromMicroseconds(90_000_001L);

        (moment + pause - pause).ShouldBe(moment);
        (moment + pause - moment).ShouldBe(pause);
        (moment + TimeSpan.FromMinutes(90)).HoursSince(moment).ShouldBe(1.5);
        moment.HoursSince(moment + TimeSpan.FromHours(2)).ShouldBe(-2);
    }

    [Fact]
    public void It_is_ordered_like_its_number() => Gen.Select(Gen.Long, Gen.Long).Sample((left, right) =>
    {
        var (one, other) = (new Instant(left), new Instant(right));
        (one < other, one <= other, one > other, one >= other, one == other).ShouldBe((left < right, left <= right, left > right, left >= right, left == right));
        Math.Sign(one.CompareTo(other)).ShouldBe(Math.Sign(left.CompareTo(right)));
        (one >= Instant.Earliest && one <= Instant.Latest).ShouldBeTrue();
    }, iter: 1000);

    [Fact]
    public void Seconds_that_do_not_fit_are_refused() => Should.Throw<OverflowException>(() => Instant.OfSeconds(long.MaxValue / 1000));

    [Fact]
    public void The_ends_of_time_can_be_written_too()
    {
        Instant.Earliest.ToString().ShouldBe("-9223372036854775808 µs");
        Instant.Latest.ToString().ShouldBe("9223372036854775807 µs");
        Instant.Of(DateTimeOffset.MinValue).ToString().ShouldBe("0001-01-01T00:00:00Z");
        Instant.Of(DateTimeOffset.MaxValue).ToString().ShouldBe("9999-12-31T23:59:59.999999Z");
        new CleaningOptions().ToString().ShouldContain("To = 9223372036854775807 µs");
    }
}
