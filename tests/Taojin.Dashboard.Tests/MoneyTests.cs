using Taojin.Data;
using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Pages.Marketing;
using Taojin.Server.Dashboard.Reading;
using Taojin.Workflows.Marketing;

namespace Taojin.Dashboard.Tests;

/// <summary>Amounts and shares carry their unit before people, and are plain numbers in files.</summary>
public sealed class MoneyTests
{
    private static readonly Reader Zh = new("zh", new(TimeSpan.FromHours(8)), "CNY");

    [Fact]
    public void Money_has_its_sign_after_the_minus_and_a_file_the_number()
    {
        Zh.Money(-1234.6).ShouldBe("−¥1,235");
        new Reader("en", default, "SEK").Money(7.25, 2).ShouldBe("SEK 7.25");
        FigureCsv.Of(new(["a", "b"], [[new Money(-1234.5), new Share(0.076)]])).ShouldContain("-1234.5,0.076");
        new ShopCalendar(TimeSpan.FromHours(8)).Written(Instant.Of(new DateTimeOffset(2026, 3, 14, 16, 0, 0, TimeSpan.Zero))).ShouldBe("2026-03-15 00:00 +08:00");
    }

    [Fact]
    public void The_gain_of_an_order_stands_between_no_order_and_the_perfect_one()
    {
        var report = new UpliftReport
        {
            CampaignId = "春节", Outcome = default, Days = 7, IsRandomised = true, Control = 50, HasControl = true, Effects = [], People = [50], Balance = [], Policies = [], Tenths = [],
            Learners = [new("s, linear", "S-learner", "S 学习器", [])], Curves = [new([new(0, 0), new(50, 8), new(100, 10)], [new(0, 0), new(20, 12), new(100, 10)])],
        };

        var figures = EffectPictures.Curve(report, Zh).Figures;

        figures.Rows.Select(row => row[0]).Distinct().ShouldBe(["S 学习器", "完美次序", "不分先后"]);
        figures.Rows.Where(row => row[0] is "不分先后").Select(row => row[2]).ShouldBe([0.0, 10.0]);
    }

    [Fact]
    public void A_channel_is_pictured_with_where_it_saturates_and_how_long_it_lasts()
    {
        Mining.Marketing.Channels.DrawnValue Of(double value) => new(value, value * 0.8, value * 1.2);
        SpendResponse At(double spend) => new(spend, 10 * Math.Sqrt(spend), 8 * Math.Sqrt(spend), 12 * Math.Sqrt(spend));
        var mix = new MixReport(60, [new("短信", Of(0.2), Of(3), Of(0.5), Of(400), 1.01)], [100], [120], 5) { Responses = [[At(0), At(100), At(200)]] };

        var lasting = ChannelPictures.Lasting(mix, Zh).Figures.Rows;

        ChannelPictures.Saturation(mix, Zh).Figures.Rows.Count.ShouldBe(3);
        lasting[0][2].ShouldBe(new Share(1));
        lasting[2][2].ShouldBe(new Share(0.25));
        lasting[1][3].ShouldBe(new Share(0.4));
    }
}
