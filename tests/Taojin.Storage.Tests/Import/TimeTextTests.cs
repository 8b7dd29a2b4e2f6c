using System.Globalization;
using System.Text;
using CsCheck;
using Taojin.Data;
using Taojin.Storage.Import;

namespace Taojin.Storage.Tests.Import;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("unix-s", "1511539200", "2017-11-24T16:00:00Z")]
    [InlineData("unix-s", "1511539200.5", "2017-11-24T16:00:00.5Z")]
    [InlineData("unix-s", "-1", "1969-12-31T23:59:59Z")]
    [InlineData("unix-ms", "1433221332117", "2015-06-02T05:02:12.117Z")]
    [InlineData("unix-us", "1433221332117000", "2015-06-02T05:02:12.117Z")]
    [InlineData("unix-ns", "1433221332117000999", "2015-06-02T05:02:12.117Z")]
    [InlineData("iso", "2019-10-01 00:00:01 UTC", "2019-10-01T00:00:01Z")]
    [InlineData("iso", "2019-10-01T00:00:01Z", "2019-10-01T00:00:01Z")]
    [InlineData("iso", "2019-10-01T00:00:01.25+08:00", "2019-09-30T16:00:01.25Z")]
    [InlineData("iso", "2019-10-01T00:00:01-0330", "2019-10-01T03:30:01Z")]
    [InlineData("iso", "2014-12-06 02", "2014-12-05T18:00:00Z")] // without a zone: the shop's, +8
    [InlineData("iso", "2014/12/6 9:05", "2014-12-06T01:05:00Z")]
    [InlineData("iso", "2014-12-06", "2014-12-05T16:00:00Z")]
    [InlineData("iso", "2014年12月6日", "2014-12-05T16:00:00Z")]
    [InlineData("iso", "2014年12月06日 09:05:30", "2014-12-06T01:05:30Z")]
    [InlineData("compact", "20141206", "2014-12-05T16:00:00Z")]
    [InlineData("compact", "20141206093015", "2014-12-06T01:30:15Z")]
    [InlineData("day-first", "26/11/2017 08:00", "2017-11-26T00:00:00Z")]
    [InlineData("month-first", "11/26/2017 08:00", "2017-11-26T00:00:00Z")]
    public void A_time_is_read(string format, string text, string expected)
    {
        Time(format).TryParse(Encoding.UTF8.GetBytes(text), out var time).ShouldBeTrue();

        new Instant(time).ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("unix-s", "")]
    [InlineData("unix-s", "nan")]
    [InlineData("unix-s", "１５１１")]
    [InlineData("iso", "2017-02-29")]
    [InlineData("iso", "2017-13-01")]
    [InlineData("iso", "2017-11-26 24:00")]
    [InlineData("iso", "2017-11-26 08:00 Mars")]
    [InlineData("iso", "2017月11年26日")]
    [InlineData("compact", "2017112")]
    public void What_is_no_time_is_refused(string format, string text) => Time(format).TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    [Fact]
    public void A_number_beyond_all_times_does_not_wrap_around()
    {
        Time("unix-s").TryParse("999999999999999999"u8, out var late).ShouldBeTrue();
        Time("unix-s").TryParse("-1e300"u8, out var early).ShouldBeTrue();

        late.ShouldBe(long.MaxValue);
        early.ShouldBe(long.MinValue);
    }

    [Fact]
    public void Iso_times_are_those_of_the_framework() =>
        Gen.Select(Gen.Long[0, 130L * 365 * Instant.PerDay], Gen.Int[-12 * 60, 14 * 60]).Sample((micros, minutes) =>
        {
            var text = new Instant(micros).ToDateTimeOffset().ToOffset(TimeSpan.FromMinutes(minutes)).ToString("yyyy-MM-ddTHH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);
            return Time("iso").TryParse(Encoding.UTF8.GetBytes(text), out var time) && time == micros;
        });

    private static TimeText Time(string format) => new(TimeFormats.Parse(format), new ShopCalendar(TimeSpan.FromHours(8)));
}
