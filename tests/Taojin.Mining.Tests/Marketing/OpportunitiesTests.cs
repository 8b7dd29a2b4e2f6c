using Taojin.Data;
using Taojin.Mining.Insights;
using Taojin.Mining.Marketing.Association;
using Taojin.Mining.Marketing.Opportunities;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Marketing;

/// <summary>What was planted is found, and what is chance is not told.</summary>
public sealed class OpportunitiesTests
{
    [Fact]
    public void A_planted_rise_and_fall_are_found_and_the_rest_is_quiet()
    {
        var chance = new SplitMix64(8);
        var lines = new List<(double, string, string, float)>();
        for (var order = 0; order < 4200; order++)
        {
            var day = order / 50.0; // 84 days
            var odds = new[] { day < 56 ? 0.02 : 0.06, day < 56 ? 0.09 : 0.03, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05 };
            lines.Add((day, $"客{order}", "常购", 5));
            for (var item = 0; item < odds.Length; item++)
                if (chance.NextDouble() < odds[item])
                    lines.Add((day, $"客{order}", $"商品{item}", 10));
        }

        var findings = Trends.OfItems(OrdersOf.Lines(lines));

        findings.Select(finding => (finding.Kind, finding.Subject)).ShouldBe([("rising-item", "商品0"), ("falling-item", "商品1")], ignoreOrder: true);
        findings.ShouldAllBe(finding => IsWhole(finding) && finding.ClaimZh.Contains("商品", StringComparison.Ordinal));
        findings.Single(finding => finding.Subject == "商品0").Figures[0].ShouldSatisfyAllConditions(figure => figure.Low.ShouldBeLessThan(3), figure => figure.High.ShouldBeGreaterThan(3)); // the true ratio
    }

    [Fact]
    public void What_rises_every_year_is_no_finding()
    {
        var lines = new List<(double, string, string, float)>();
        for (var day = 0; day < 500; day++)
            for (var order = 0; order < 20; order++)
            {
                lines.Add((day, $"客{day}-{order}", "常购", 5));
                if (order < (day % 364 is >= 108 and < 137 or >= 472 ? 8 : 2)) // the last four weeks, and the same a year before
                    lines.Add((day, $"客{day}-{order}", "月饼", 10));
            }
        var orders = OrdersOf.Lines(lines);

        Trends.KnowsSeason(orders).ShouldBeTrue();
        Trends.OfItems(orders).ShouldBeEmpty();
        Trends.OfItems(OrdersOf.Lines(lines.Where(line => line.Item1 > 380))).ShouldContain(finding => finding.Subject == "月饼" && finding.ClaimZh.Contains("无法区分季节", StringComparison.Ordinal));
    }

    [Fact]
    public void Changes_within_a_category_show_who_wins()
    {
        var lines = Enumerable.Range(0, 40).SelectMany(user => new[] { ((double)user, $"客{user}", "茶/红茶", 10f), (user + 60.0, $"客{user}", user < 32 ? "茶/绿茶" : "茶/红茶", 10f) });

        var findings = Substitutes.Of(OrdersOf.Lines(lines));

        findings.Select(finding => (finding.Kind, finding.Subject)).ShouldBe([("wins-against-substitutes", "茶/绿茶"), ("loses-to-substitutes", "茶/红茶")], ignoreOrder: true);
        findings[0].Figures.Select(figure => figure.Value).ShouldContain(32);
        Substitutes.Of(OrdersOf.Lines((0, "张三", "茶", 1), (1, "张三", "书", 1))).ShouldBeEmpty(); // no categories
    }

    [Fact]
    public void A_dear_item_that_sells_and_a_cheap_one_are_told()
    {
        var lines = new List<(double, string, string, float)>();
        for (var item = 0; item < 9; item++)
            for (var order = 0; order < (item is 0 or 8 ? 120 : 10); order++)
                lines.Add((order, $"客{item}-{order}", $"茶/{item}", 10 + (5 * item)));

        var findings = PricePosition.Of(OrdersOf.Lines(lines), "¥");

        findings.Select(finding => (finding.Kind, finding.Subject)).ShouldBe([("dear-and-wanted", "茶/8"), ("cheap-and-wanted", "茶/0")]);
        findings[0].Claim.ShouldContain("costs ¥50.00,");
        findings[0].ClaimZh.ShouldContain("售价 ¥50.00，");
        findings.ShouldAllBe(finding => IsWhole(finding));
    }

    [Fact]
    public void What_many_look_at_and_few_buy_is_told_and_what_is_sold_out()
    {
        var (user, item, kind) = (new List<int>(), new List<int>(), new List<EventKind>());
        for (var person = 0; person < 200; person++)
            for (var each = 0; each < 4; each++)
            {
                (user, item, kind) = (Added(user, person), Added(item, each), Added(kind, EventKind.View));
                if (each > 0 && person % 5 == each)
                    (user, item, kind) = (Added(user, person), Added(item, each), Added(kind, EventKind.Purchase));
            }
        ShopLog log = new()
        {
            Users = new(Enumerable.Range(0, 200).Select(person => $"客{person}")),
            Items = new() { Ids = new(["围巾", "帽子", "手套", "袜子"]), Categories = new(["服饰"]), Category = [0, 0, 0, 0], Price = [50, 10, 10, 10], Stock = [3, 0, 5, float.NaN] },
            User = [.. user], Item = [.. item], Kind = [.. kind], Time = [.. Enumerable.Range(0, user.Count).Select(place => Instant.OfSeconds(place))],
        };

        UnmetDemand.Of(log).ShouldHaveSingleItem().ShouldSatisfyAllConditions(finding => finding.Subject.ShouldBe("围巾"), finding => finding.Figures[1].Value.ShouldBe(0.2), finding => IsWhole(finding).ShouldBeTrue());
        SoldOut.Of(log).ShouldHaveSingleItem().Subject.ShouldBe("帽子");
        UnansweredSearches.Of([new("羽绒服", 200, 2), new("围巾", 400, 80), new("手套", 50, 10)]).ShouldHaveSingleItem().Subject.ShouldBe("羽绒服");
    }

    [Fact]
    public void A_bundle_is_beyond_chance_and_not_bought_together_anyway()
    {
        var chance = new SplitMix64(2);
        var lines = new List<(double, string, string, float)>();
        for (var order = 0; order < 3000; order++)
        {
            var (tea, cup) = (chance.NextDouble() < 0.2, chance.NextDouble() < 0.2);
            cup |= tea && chance.NextDouble() < 0.1; // beyond chance, seldom
            var pen = chance.NextDouble() < 0.2;
            var ink = pen && chance.NextDouble() < 0.9; // always together
            foreach (var (has, item, price) in new[] { (tea, "茶", 30f), (cup, "杯", 20f), (pen, "笔", 30f), (ink, "墨", 20f), (true, "袋", 1f) })
                if (has)
                    lines.Add((order, $"客{order}", item, price));
        }
        var orders = OrdersOf.Lines(lines);
        var sets = new FrequentItemsets(new() { MinSupport = 0.01 }).Fit(Baskets.Of(orders), new FitContext());

        var bundles = Bundles.Of(sets, orders, new() { Margin = 0.5, Won = 0.2 });

        var bundle = bundles.ShouldHaveSingleItem();
        new[] { bundle.First, bundle.Second }.Select(orders.Items.NameOf).ShouldBe(["茶", "杯"], ignoreOrder: true);
        bundle.Price.ShouldBe(50);
        bundle.Discount.ShouldBe(5);
        // By hand: of two items at half margin 25 one would be bought anyway, so a won bundle earns 12.5 − 5, and those bought anyway lose 5 each.
        bundle.Gain.ShouldBe((0.2 * bundle.Either * 7.5) - (bundle.Together * 5), 1e-6);
        bundle.BreakEven.ShouldBe(bundle.Together * 5 / 7.5 / bundle.Either, 1e-9);
    }

    private static List<T> Added<T>(List<T> list, T value)
    {
        list.Add(value);
        return list;
    }

    private static bool IsWhole(Finding finding) => new[] { finding.ClaimZh, finding.ActionZh, finding.CheckZh }.All(text => text.Any(letter => letter > 0x2E80))
        && new[] { finding.Claim, finding.Action, finding.Check }.All(text => text.Length > 10) && finding.Figures.Count > 0 && finding.Figures[0].NameZh.Length > 0;
}
