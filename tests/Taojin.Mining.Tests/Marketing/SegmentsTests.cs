using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Value;
using Taojin.Numerics;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Marketing;

public sealed class SegmentsTests
{
    [Theory]
    [InlineData(5, 5, 5, "champions")]
    [InlineData(1, 5, 4, "cannot-lose")]
    [InlineData(5, 1, 2, "new")]
    [InlineData(1, 1, 1, "asleep")]
    [InlineData(2, 3, 3, "at-risk")]
    public void Scores_have_their_segment(int recency, int frequency, int money, string code) => RfmSegment.Of(recency, frequency, money).Code.ShouldBe(code);

    [Fact]
    public void Every_segment_speaks_both_languages() => RfmSegment.All.ShouldAllBe(segment =>
        segment.NameZh.Any(letter => letter > 0x2E80) && segment.ActionZh.Any(letter => letter > 0x2E80) && segment.Name.Length > 0 && segment.Action.Length > 0);

    [Fact]
    public void Fifths_hold_a_fifth_each_where_values_differ()
    {
        CustomerSummaries customers = new()
        {
            User = [.. Enumerable.Range(0, 100)], Repeats = [.. Enumerable.Range(0, 100)], LastPurchase = [.. Enumerable.Range(0, 100).Select(week => (double)week)],
            Age = [.. Enumerable.Repeat(100.0, 100)], MeanValue = [.. Enumerable.Range(1, 100).Select(value => (double)value)],
        };

        var model = new Rfm(new()).Fit(customers, new FitContext());

        Enumerable.Range(0, 100).GroupBy(customer => model.ScoresOf(customers[customer]).Recency).OrderBy(group => group.Key).Select(group => group.Count()).ShouldBe([20, 20, 20, 20, 20]);
        model.Segments[model.SegmentOf(customers[99])].Code.ShouldBe("champions");
        model.Segments[model.SegmentOf(customers[0])].Code.ShouldBe("asleep");
    }

    [Fact]
    public void Clusters_are_the_same_whatever_the_threads_and_are_named_by_their_centres()
    {
        var customers = DrawnCustomers.Of(600);

        var model = new Rfm(new() { Method = RfmMethod.KMeans, Clusters = 4 }).Fit(customers, new FitContext { Seed = 3, Threads = 4 });

        model.Segments.Count.ShouldBe(4);
        model.Segments.Select(segment => segment.Code).ShouldBeUnique();
        MemoryArtifact.Of(model).DifferenceTo(MemoryArtifact.Of(new Rfm(new() { Method = RfmMethod.KMeans, Clusters = 4 }).Fit(customers, new FitContext { Seed = 3, Threads = 1 }))).ShouldBeNull();
        var best = Enumerable.Range(0, 600).MaxBy(customer => customers.Repeats[customer]);
        model.SegmentOf(customers[best]).ShouldBe(0);
    }

    [Fact]
    public void A_cohort_is_followed_month_by_month()
    {
        var orders = OrdersOf.Lines((0, "张三", "茶", 10), (5, "李四", "茶", 10), (40, "张三", "书", 20), (70, "王五", "茶", 10)); // 1970-01-01, 01-06, 02-10, 03-12

        var cohorts = Cohorts.Of(orders, default);

        cohorts.Select(cohort => (cohort.Month, cohort.Customers)).ShouldBe([("1970-01", 2), ("1970-03", 1)]);
        cohorts[0].Later.Select(month => (month.Active, month.Share, month.Value, month.IsPartial)).ShouldBe([(2, 1.0, 20.0, false), (1, 0.5, 20.0, false), (0, 0.0, 0.0, true)]);
        cohorts[0].Later[1].ShouldSatisfyAllConditions(month => month.Low.ShouldBe(0.0945, 1e-3), month => month.High.ShouldBe(0.9055, 1e-3)); // Wilson, one of two
    }

    [Fact]
    public void A_funnel_counts_a_step_only_after_the_one_before()
    {
        ShopLog log = new()
        {
            Users = new(["张三", "李四", "王五"]), Items = new() { Ids = new(["茶"]) },
            User = [0, 1, 0, 2, 0, 1], Item = [0, 0, 0, 0, 0, 0], Kind = [EventKind.View, EventKind.View, EventKind.Cart, EventKind.Purchase, EventKind.Purchase, EventKind.Purchase],
            Time = [.. Enumerable.Range(0, 6).Select(second => Instant.OfSeconds(second))],
        };

        Funnel.ByKind(log).ShouldHaveSingleItem().Steps.Select(step => (step.Name, step.People, step.Share)).ShouldBe([("view", 2, 1), ("cart", 1, 0.5), ("purchase", 1, 1)]);
    }

    [Fact]
    public void Summaries_count_days_and_leave_the_first_purchase_out()
    {
        var orders = OrdersOf.Lines((0, "张三", "茶", 10), (7, "张三", "茶", 30), (7.2, "张三", "书", 20), (21, "张三", "茶", 40), (28, "张三", "茶", 99));

        var summary = CustomerSummaries.Of(orders, new(28 * Instant.PerDay), default)[0];

        summary.ShouldBe(new CustomerSummary(2, 3, 4, 45) { Spent = 100 }); // days 7 and 21; (30 + 20 + 40) ÷ 2
    }

    [Fact]
    public void Intervals_of_shares_are_Wilsons()
    {
        var (low, high) = Proportion.Interval(10, 100); // Wilson 1927: .0552 to .1744
        (low, high).ShouldSatisfyAllConditions(each => each.low.ShouldBe(0.0552, 1e-4), each => each.high.ShouldBe(0.1744, 1e-4));
        Proportion.Interval(0, 0).ShouldBe((0, 1));
        Proportion.TwoSided(1.959963984540054).ShouldBe(0.05, 1e-6);
        Proportion.Discoveries([0.001, 0.9, 0.02, 0.04], 0.05).ShouldBe([true, false, true, false]); // .04 > .05·3 ÷ 4
    }
}
