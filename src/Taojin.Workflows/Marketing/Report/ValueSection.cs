using Taojin.Mining.Learning;
using Taojin.Workflows.Reports;

namespace Taojin.Workflows.Marketing.Report;

/// <summary>What are customers worth from now on, and whom are we losing?</summary>
internal sealed class ValueSection : IReportSection
{
    public int Place => 20;

    public ReportSection? Make(Mine mine)
    {
        try
        {
            return Of(new MarketValue(mine).Run());
        }
        catch (TooLittleDataException)
        {
            return null;
        }
    }

    private static ReportSection Of(ValueResult result)
    {
        var chosen = result.Checks.First(check => check.Model == result.Model);
        var (off, leaving) = ((chosen.Foretold / Math.Max(1, chosen.Actual)) - 1, result.Leaving.Where(each => each.Orders >= 3).ToArray());
        var interval = Figures.Interval(result.TotalLow, result.TotalHigh, Figures.Money);
        return new()
        {
            Name = "value",
            Question = ("What are our customers worth from now on, and whom are we losing?", "客户未来值多少，正在失去谁？"),
            Answer = (
                $"{Figures.Count(result.Customers)} customers are worth {Figures.Money(result.Total)} ({interval}) in the next {result.Weeks:0} weeks; the best tenth stands for {Figures.Percent(result.TopTenthShare)} of it. On the last third of the log the model foretold {Figures.Percent(Math.Abs(off))} too {(off < 0 ? "few" : "many")} purchases.",
                $"{Figures.Count(result.Customers)} 位客户未来 {result.Weeks:0} 周的价值为 {Figures.Money(result.Total)}（{interval}），前十分之一占 {Figures.Percent(result.TopTenthShare)}。在日志最后三分之一上，模型预测的购买数{(off < 0 ? "偏少" : "偏多")} {Figures.Percent(Math.Abs(off))}。"),
            Next = leaving.Length == 0
                ? ("No leaving can be seen in this log: keep the best tenth close (early access, a named contact) and leave discounts aside.", "日志中看不出流失：维护好前十分之一的客户（优先体验、专属联系人），不必打折。")
                : ($"Write to the {leaving.Length} customers of whom most is being lost, half of them with an offer, half without: only so the offer's effect is seen. List: ./taojin market value --csv VALUE.csv", $"联系流失损失最大的 {leaving.Length} 位客户，一半给优惠、一半不给，才能看出优惠的效果。名单：./taojin market value --csv VALUE.csv"),
            Pictures =
            [
                new(new Bars(("Error of purchases foretold, a customer", "人均购买预测误差（均方根）"), [.. result.Checks.Select(check => new Bar(NameOf(check.Model), check.RootError, check.Model == result.Model ? Palette.Ours : check.IsBaseline ? Palette.Baseline : Palette.Category(0)))]).ToSvg(), ($"Fitted before {Figures.Day(result.HeldFrom)}, judged on what came after; shorter is better. The baseline says that everybody goes on as before.", $"以 {Figures.Day(result.HeldFrom)} 之前拟合，用之后的购买评估；越短越好。基线假设每人照旧。")),
                new(new Bars(("Worth most, with what may come", "价值最高的客户与可能范围"), [.. result.Top.Take(10).Select(each => new Bar(each.UserId, each.Value, Palette.Ours, each.Low, each.High, Figures.Money(each.Value)))]).ToSvg(), ("Whiskers hold 95 % of the drawn futures of each customer.", "细线覆盖每位客户 95% 的模拟未来。")),
            ],
            Tables = [Customers(("Worth most", "价值最高"), result.Top), .. leaving.Length > 0 ? [Customers(("Being lost", "正在流失"), leaving)] : Array.Empty<ReportTable>()],
            Notes =
            [
                ($"Model {result.Model} ({string.Join(", ", result.Parameters.Select(each => FormattableString.Invariant($"{each.Name} {each.Value:0.###}")))}), {(result.IsMoney ? "money by Gamma-Gamma" : "purchases, as the log has no prices")}; later money is discounted by {Figures.Percent(result.YearlyDiscount)} a year. The interval of the total holds the uncertainty of the parameters, not a change of season or market.",
                    $"模型 {result.Model}（{string.Join("，", result.Parameters.Select(each => FormattableString.Invariant($"{each.Name} {each.Value:0.###}")))}），{(result.IsMoney ? "金额用 Gamma-Gamma" : "日志无价格，按购买次数计")}；年折现 {Figures.Percent(result.YearlyDiscount)}。总额区间只含参数的不确定性，不含季节与市场变化。"),
            ],
            Data = result,
        };
    }

    private static Bilingual NameOf(string model) => model switch { "bg-nbd" => "BG/NBD", "pareto-nbd" => "Pareto/NBD", _ => ("as often as before (baseline)", "照旧频率（基线）") };

    private static ReportTable Customers(Bilingual title, IReadOnlyList<CustomerValue> customers) => new(
        title,
        [("customer", "客户"), ("value", "价值"), ("95 %", "95%"), ("still a customer", "仍是客户"), ("buys in 30 days", "30 天内购买"), ("weeks to next", "距下次（周）"), ("orders", "订单"), ("weeks since last", "距上次（周）")],
        [.. customers.Take(10).Select(each => (IReadOnlyList<ReportCell>)[
            each.UserId, Figures.Money(each.Value), Figures.Interval(each.Low, each.High, Figures.Money), Figures.Percent(each.Alive), Figures.Percent(each.BuysWithinMonth), Figures.Number(each.WeeksToNext), Figures.Count(each.Orders), Figures.Number(each.WeeksSinceLast)])]);
}
