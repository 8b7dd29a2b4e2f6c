using Taojin.Data;
using Taojin.Mining.AfterSales.Signals;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.AfterSales.Signals;

/// <summary>Shops whose trouble is known: what is planted is found, and quiet shops give no alarm.</summary>
public sealed class SignalTests
{
    private const int Items = 40, Days = 240;

    [Fact]
    public void Complaints_that_have_risen_are_found_with_figures_quotes_and_action()
    {
        var (complaints, orders) = Shop(seed: 3, (item, day) => item == 7 && day >= Days - 28 ? 0.35 : 0.05);

        var findings = RisingComplaints.Find(complaints, orders, Name, Day(Days));

        findings.Select(finding => finding.Subject).ShouldBe(["i7"]);
        findings[0].Figures[0].Low.ShouldBeGreaterThan(findings[0].Figures[1].High);
        findings[0].Quotes[0].ShouldContain("拉链坏了");
        findings[0].ClaimZh.ShouldContain("投诉");
        findings[0].Action.ShouldNotBeEmpty();
    }

    [Fact]
    public void More_complaints_for_more_orders_are_no_rise()
    {
        var (complaints, orders) = Shop(seed: 4, (_, _) => 0.08, (item, day) => item == 3 && day >= Days - 28 ? 8 : 1);

        RisingComplaints.Find(complaints, orders, Name, Day(Days)).ShouldBeEmpty();
    }

    [Fact]
    public void Quiet_shops_seldom_give_an_alarm()
    {
        var alarms = Enumerable.Range(0, 40).Count(seed =>
        {
            var (complaints, orders) = Shop(100 + (ulong)seed, (_, _) => 0.06);
            return RisingComplaints.Find(complaints, orders, Name, Day(Days)).Count > 0;
        });

        alarms.ShouldBeLessThanOrEqualTo(5); // 5 % of 40 is 2; more than 5 has a chance of 1.4 %
    }

    [Fact]
    public void A_bad_batch_is_found_where_and_when_it_was_sold()
    {
        var lines = Sold(seed: 9, (item, day) => item == 11 && day is >= 70 and < 84 ? 0.5 : 0.04);

        var findings = DefectiveBatches.Find(lines, Name);

        findings.Select(finding => finding.Subject).ShouldBe(["i11"]);
        findings[0].Figures[0].Value.ShouldBeGreaterThan(0.3);
        findings[0].Claim.ShouldContain("1970-03-"); // day 70 is the 12th of March
        findings[0].Quotes.ShouldBe(["开线"]);
    }

    [Fact]
    public void Even_returns_are_no_batch() => Enumerable.Range(0, 20).Count(seed => DefectiveBatches.Find(Sold(200 + (ulong)seed, (_, _) => 0.08), Name).Count > 0).ShouldBeLessThanOrEqualTo(3);

    [Fact]
    public void An_item_that_runs_small_is_told_by_the_reasons_of_its_returns()
    {
        List<(int, string)> reasons = [.. Enumerable.Repeat((1, "尺码偏小，穿着紧"), 9), (1, "太大"), .. Enumerable.Repeat((2, "too small"), 5), .. Enumerable.Repeat((2, "too large"), 5), .. Enumerable.Repeat((3, "too big for me"), 8), (4, "too small")];

        var findings = RunsSmall.Find(reasons, Name);

        findings.Select(finding => (finding.Kind, finding.Subject)).ShouldBe([("runs-small", "i1"), ("runs-large", "i3")]);
        findings[0].Quotes.ShouldBe(["尺码偏小，穿着紧"]);
    }

    [Fact]
    public void Nearly_equal_praise_of_different_writers_is_suspect_and_honest_praise_is_not()
    {
        string[] made = ["质量非常好，物流也很快，五星好评推荐购买", "质量非常好，物流也很快！五星好评，推荐购买", "质量非常好，物流也很快，五星好评推荐购买哦"];
        string[] honest = ["The tent stood in a storm for two nights and stayed dry.", "Zips are stiff but the fabric is fine, I would buy it again.", "We use it with two children, it is roomy enough for all of us."];
        WrittenReview[] reviews = [.. made.Select((text, user) => new WrittenReview(user, 0, Day(user), 5, text, false)), .. honest.Select((text, user) => new WrittenReview(user, 1, Day(user), 5, text, true)), .. made.Take(2).Select((text, user) => new WrittenReview(7, 2, Day(user), 5, text, true))];

        var findings = SuspectReviews.Find(reviews, Name);

        findings.Select(finding => finding.Subject).ShouldBe(["i0"]);
        findings[0].Figures[1].Value.ShouldBe(1);
    }

    [Fact]
    public void Signals_of_nothing_are_none()
    {
        RisingComplaints.Find([], [], Name, Day(1)).ShouldBeEmpty();
        DefectiveBatches.Find([], Name).ShouldBeEmpty();
        RunsSmall.Find([], Name).ShouldBeEmpty();
        SuspectReviews.Find([], Name).ShouldBeEmpty();
        ReturnReasons.Count([]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("衣服小了一码", ReturnSort.TooSmall)]
    [InlineData("Arrived broken, box crushed", ReturnSort.Damaged)]
    [InlineData("发错颜色了", ReturnSort.WrongGoods)]
    [InlineData("不想要了", ReturnSort.ChangedMind)]
    [InlineData("用了两天就坏了", ReturnSort.Faulty)]
    [InlineData("色差很大", ReturnSort.NotAsDescribed)]
    [InlineData("quelque chose", ReturnSort.Other)]
    public void A_reason_has_a_sort(string reason, ReturnSort sort) => ReturnReasons.SortOf(reason).ShouldBe(sort);

    private static (string Id, string Name) Name(int item) => ($"i{item}", $"商品{item}");

    private static Instant Day(double day) => new((long)(day * Instant.PerDay));

    private static (List<Complaint> Complaints, List<(int, Instant)> Orders) Shop(ulong seed, Func<int, int, double> risk, Func<int, int, int>? sold = null)
    {
        var (chance, complaints, orders) = (SplitMix64.Stream(seed, "test/signals"), new List<Complaint>(), new List<(int, Instant)>());
        for (var day = 0; day < Days; day++)
            for (var item = 0; item < Items; item++)
                for (var order = 0; order < (sold?.Invoke(item, day) ?? 1) * 2; order++)
                {
                    orders.Add((item, Day(day + 0.1)));
                    if (chance.NextDouble() < risk(item, day))
                        complaints.Add(new(item, Day(day + 0.2), $"用了{day}天拉链坏了"));
                }
        return (complaints, orders);
    }

    private static List<SoldLine> Sold(ulong seed, Func<int, int, double> risk)
    {
        var (chance, lines) = (SplitMix64.Stream(seed, "test/sold"), new List<SoldLine>());
        for (var day = 0; day < Days; day++)
            for (var item = 0; item < Items; item++)
                for (var line = 0; line < 3; line++)
                    lines.Add(new(item, Day(day), chance.NextDouble() < risk(item, day), "开线"));
        return lines;
    }
}
