using Taojin.Mining.Marketing.Value;
using Taojin.Workflows.Reports;

namespace Taojin.Workflows.Marketing.Report;

/// <summary>Who are our customers, and do they come back?</summary>
internal sealed class SegmentsSection : IReportSection
{
    private const int MostMonths = 12;

    public int Place => 10;

    public ReportSection Make(Mine mine)
    {
        var result = new MarketSegments(mine).Run();
        var spent = result.Segments.Sum(row => row.Spent * row.Customers);
        var (top, first) = (result.Segments[0], result.Cohorts.SelectMany(cohort => cohort.Later).Where(month => month is { Index: 1, IsPartial: false }).ToArray());
        var (back, of) = (first.Sum(month => month.Active), first.Sum(month => month.Share > 0 ? month.Active / month.Share : 0));
        var (low, high) = Numerics.Proportion.Interval(back, of);
        var atRisk = result.Segments.FirstOrDefault(row => row.Segment.Code is "cannot-lose" or "at-risk");
        return new()
        {
            Name = "segments",
            Question = ("Who are our customers, and do they come back?", "客户是谁，会回来吗？"),
            Answer = (
                $"{Figures.Count(top.Customers)} of {Figures.Count(result.Customers)} customers ({Figures.Percent(top.Share)}) are {top.Segment.Name.ToLowerInvariant()} and stand for {Figures.Percent(top.Spent * top.Customers / Math.Max(1e-9, spent))} of the money. {(of > 0 ? $"In the month after their first purchase {Figures.Percent(back / of)} ({Figures.Interval(low, high, Figures.Percent)}) buy again." : "")}",
                $"{Figures.Count(result.Customers)} 位客户中有 {Figures.Count(top.Customers)} 位（{Figures.Percent(top.Share)}）为{top.Segment.NameZh}，贡献 {Figures.Percent(top.Spent * top.Customers / Math.Max(1e-9, spent))} 的消费。{(of > 0 ? $"首购次月的复购率为 {Figures.Percent(back / of)}（{Figures.Interval(low, high, Figures.Percent)}）。" : "")}"),
            Next = atRisk is null ? null : (
                $"{Figures.Count(atRisk.Customers)} customers are “{atRisk.Segment.Name.ToLowerInvariant()}” (last purchase {Figures.Number(atRisk.WeeksSinceLast)} weeks ago): {Lowered(atRisk.Segment.Action)} List: ./taojin market segments --csv SEGMENTS.csv",
                $"{Figures.Count(atRisk.Customers)} 位“{atRisk.Segment.NameZh}”（距上次购买 {Figures.Number(atRisk.WeeksSinceLast)} 周）：{atRisk.Segment.ActionZh}名单：./taojin market segments --csv SEGMENTS.csv"),
            Pictures =
            [
                new(new Bars(("Customers by segment", "各层客户数"), [.. result.Segments.Select((row, place) => Bar(row, row.Customers, Figures.Count(row.Customers), place == 0))]).ToSvg(), ("By fifths of recency, frequency and money.", "按最近购买、频次、金额的五分位划分。")),
                new(new Bars(("Share of the money", "消费占比"), [.. result.Segments.Select((row, place) => Bar(row, row.Spent * row.Customers / Math.Max(1e-9, spent), Figures.Percent(row.Spent * row.Customers / Math.Max(1e-9, spent)), place == 0))]).ToSvg(), ("What the customers of each segment have spent, returns off.", "各层客户的净消费。")),
            ],
            Tables = [Segments(result), Retention(result.Cohorts), Funnels(result.Funnels)],
            Notes = [("Shaded: the darker, the more of a month's new customers bought again that many months later; * the log ends within the month.", "颜色越深，该月新客在相应月份的复购比例越高；* 表示日志在该月中结束。")],
            Data = result,
        };
    }

    private static string Lowered(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    private static Bar Bar(SegmentRow row, double value, string shown, bool isFirst) => new((row.Segment.Name, row.Segment.NameZh), value, isFirst ? Palette.Ours : Palette.Category(0), Shown: shown);

    private static ReportTable Segments(SegmentsResult result) => new(
        ("Segments, and what to do with each", "分层与做法"),
        [("segment", "分层"), ("customers", "客户"), ("share", "占比"), ("weeks since last", "距上次（周）"), ("orders", "订单"), ("spent", "消费"), ("what to do", "做法")],
        [.. result.Segments.Select(row => (IReadOnlyList<ReportCell>)[
            new ReportCell((row.Segment.Name, row.Segment.NameZh)), Figures.Count(row.Customers), Figures.Percent(row.Share), Figures.Number(row.WeeksSinceLast), Figures.Number(row.Orders), Figures.Money(row.Spent),
            new ReportCell((row.Segment.Action, row.Segment.ActionZh), IsText: true)])]);

    private static ReportTable Retention(IReadOnlyList<Cohort> cohorts) => new(
        ("Of those who first bought in a month, how many bought again", "按首购月份的复购比例"),
        [("first bought", "首购月份"), ("customers", "客户"), .. Enumerable.Range(1, MostMonths - 1).Select(month => new Bilingual($"+{month}", $"+{month} 月"))],
        [.. cohorts.TakeLast(MostMonths + 1).Select(cohort => (IReadOnlyList<ReportCell>)[
            cohort.Month, Figures.Count(cohort.Customers),
            .. Enumerable.Range(1, MostMonths - 1).Select(month => month < cohort.Later.Count ? new ReportCell(Figures.Percent(cohort.Later[month].Share) + (cohort.Later[month].IsPartial ? "*" : ""), cohort.Later[month].Share) : "")])]);

    private static ReportTable Funnels(IReadOnlyList<Funnel> funnels) => new(
        ("From step to step", "逐步转化"),
        [("of", "范围"), ("step", "步骤"), ("people", "人数"), ("of the step before", "较上一步"), ("95 %", "95%")],
        [.. funnels.SelectMany(funnel => funnel.Steps.Select((step, place) => (IReadOnlyList<ReportCell>)[
            new ReportCell(place > 0 ? "" : NameOf(funnel.Of)), new ReportCell(StepOf(step.Name), IsText: true), Figures.Count(step.People), place == 0 ? "" : Figures.Percent(step.Share), place == 0 ? "" : Figures.Interval(step.Low, step.High, Figures.Percent)]))]);

    private static Bilingual StepOf(string name) => name switch
    {
        "view" => ("looked", "浏览"),
        "cart" => ("put into the cart", "加购"),
        "purchase" => ("bought", "购买"),
        _ => (name, name.Replace("order ", "第 ", StringComparison.Ordinal) + " 单"),
    };

    private static Bilingual NameOf(string of) => of switch { "orders" => ("from order to order", "逐单"), "shop" => ("whole shop", "全店"), _ => of };
}
