using System.Text.Json;
using Taojin.Data;
using Taojin.Workflows.Marketing;
using Taojin.Workflows.Marketing.Report;

namespace Taojin.Workflows.Tests.Marketing;

/// <summary>A shop of five months with two sorts of customers, a campaign, and a name that would break a page.</summary>
public sealed class MarketReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-market-").FullName;
    private readonly Mine _mine;

    public MarketReportTests()
    {
        _mine = Mine.Init(Path.Combine(_folder, "shop"), new() { ShopName = "茶铺 <b>", Threads = 2, MemoryLimitGb = 1 });
        var lines = new List<string> { "user_id,item_id,kind,time,price,quantity,order_id,title,category" };
        var chance = new Numerics.SplitMix64(4);
        var start = new DateTimeOffset(2025, 1, 1, 8, 0, 0, TimeSpan.Zero);
        for (var user = 0; user < 150; user++)
        {
            var pace = user % 3 == 0 ? 8 : 40;
            for (var day = chance.NextInt32(40); day < 150; day += 1 + (int)(pace * chance.NextExponential()))
            {
                var time = start.AddDays(day).ToString("O");
                lines.Add($"客{user},茶,purchase,{time},{20 + (user % 7)},1,{user}-{day},<script>红茶</script>,饮品");
                if (chance.NextDouble() < 0.4)
                    lines.Add($"客{user},杯,purchase,{time},15,1,{user}-{day},杯子,器皿");
                lines.Add($"客{user},书{chance.NextInt32(6)},view,{time},,,,书,图书");
            }
        }
        Import("log.csv", lines);
        Import("campaigns.csv", ["campaign_id,title,starts,ends", "春,满减,2025-03-01,2025-03-20"]);
        Import("exposures.csv", ["user_id,campaign_id,arm,time", .. Enumerable.Range(0, 60).Select(user => $"客{user},春,满减,2025-03-01")]);
        Import("redemptions.csv", ["user_id,campaign_id,coupon,time", .. Enumerable.Range(0, 9).Select(user => $"客{user},春,满100减20,2025-03-05")]);
    }

    [Fact]
    public void The_page_needs_nothing_but_itself_speaks_both_languages_and_escapes_names()
    {
        var page = File.ReadAllText(new MarketReport(_mine).Write());

        foreach (var outside in new[] { "src=\"http", "href=\"http", "url(http", "@import", "<script src", "<link", "NaN", "<script>红茶", "茶铺 <b>" })
            page.ShouldNotContain(outside);
        foreach (var said in new[] { "Who are our customers", "客户是谁", "What should we do next", "接下来做什么", "哪些商品一起购买", "谁响应了我们的活动", "not an effect", "不是效果" })
            page.ShouldContain(said);
        page.Split("<svg").Length.ShouldBeGreaterThan(4);
    }

    [Fact]
    public void The_twin_holds_the_figures()
    {
        var page = new MarketReport(_mine).Write();
        using var twin = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(page, ".json")));

        twin.RootElement.GetProperty("customers").GetInt32().ShouldBe(new MarketSegments(_mine).Run().ShouldBeReadBack().Customers);
        twin.RootElement.GetProperty("sections").EnumerateArray().Select(section => section.GetProperty("name").GetString()).ShouldBe(["segments", "value", "baskets", "coupons", "opportunities"], ignoreOrder: true);
    }

    [Fact]
    public void Who_used_a_coupon_is_counted_and_the_difference_has_its_interval()
    {
        var response = new CouponResponse(_mine).Run().ShouldHaveSingleItem();

        (response.Reached, response.Redeemers, response.Share).ShouldBe((60, 9, 0.15));
        response.Difference.ShouldBeInRange(response.DifferenceLow, response.DifferenceHigh);
    }

    [Fact]
    public void Value_is_judged_beside_its_baseline_and_covers_everybody()
    {
        var value = new MarketValue(_mine).Run().ShouldBeReadBack();

        new MarketBaskets(_mine).Run(new()).ShouldBeReadBack();
        new MarketOpportunities(_mine).Run().ShouldBeReadBack();
        value.Weeks.ShouldBe(52);
        new MarketValue(_mine).Run(weeks: 200).Weeks.ShouldBe(3 * value.LogWeeks, 1e-9); // five months do not foretell four years
        value.Matrix.Sum(cell => cell.Customers).ShouldBe(value.Customers);
        value.Matrix.ShouldAllBe(cell => cell.Alive > 0 && cell.Alive <= 1 && cell.Until <= value.LogWeeks + 1e-9 && cell.From < cell.Until);
        value.Checks.Select(check => check.Model).ShouldBe(["bg-nbd", "pareto-nbd", "as-before"]);
        value.All().Count().ShouldBe(value.Customers);
        value.Top.ShouldAllBe(customer => customer.Low <= customer.Value && customer.Value <= customer.High);
        value.All().Sum(customer => customer.Value).ShouldBe(value.Total, 1e-6 * value.Total);
    }

    [Fact]
    public void Without_orders_it_is_said_what_to_do()
    {
        using var empty = Mine.Init(Path.Combine(_folder, "empty"), new() { Threads = 1, MemoryLimitGb = 1 });
        Should.Throw<TaojinException>(() => new MarketBaskets(empty).Run(new())).Remedy.ShouldContain("./taojin import");
    }

    public void Dispose()
    {
        _mine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Import(string name, IEnumerable<string> lines)
    {
        File.WriteAllLines(Path.Combine(_folder, name), lines);
        _mine.Workspace.Log.Import(new("csv", Path.Combine(_folder, name)), null, CancellationToken.None);
    }
}
