using Taojin.Workflows.Reports;

namespace Taojin.Workflows.Marketing.Report;

/// <summary>What is bought together, and what should we offer together?</summary>
internal sealed class BasketsSection : IReportSection
{
    private const int Shown = 12, NameLength = 27;

    public int Place => 30;

    public ReportSection Make(Mine mine)
    {
        var result = new MarketBaskets(mine).Run(new() { Listed = Shown });
        var (rule, bundle) = (result.Top.Count > 0 ? result.Top[0] : null, result.Bundles.Count > 0 ? result.Bundles[0] : null);
        return new()
        {
            Name = "baskets",
            Question = ("What is bought together, and what should we offer together?", "哪些商品一起购买，该推什么组合？"),
            Answer = rule is null
                ? ($"Nothing stands together beyond chance in {Figures.Count(result.Baskets)} baskets at a support of {Figures.Percent(result.MinSupport)}.", $"{Figures.Count(result.Baskets)} 个购物篮中，在 {Figures.Percent(result.MinSupport)} 的支持度下没有超出偶然的搭配。")
                : ($"Who buys {string.Join(" and ", rule.If)} also buys {rule.Then} in {Figures.Percent(rule.Confidence)} of cases, {Figures.Number(rule.Lift)} times as often as others. {Figures.Count(result.SignificantRules)} of {Figures.Count(result.Rules)} rules over {Figures.Count(result.Baskets)} baskets stay after correction for chance.",
                    $"购买 {string.Join("、", rule.If)} 的订单有 {Figures.Percent(rule.Confidence)} 也买 {rule.Then}，是其他订单的 {Figures.Number(rule.Lift)} 倍。{Figures.Count(result.Baskets)} 个购物篮的 {Figures.Count(result.Rules)} 条规则中，{Figures.Count(result.SignificantRules)} 条校正后仍显著。"),
            Next = bundle is not null
                ? ($"Offer {bundle.First} with {bundle.Second} at {Figures.Percent(result.Assumed.Discount)} off to half of the visitors; it pays once {Figures.Percent(bundle.BreakEven)} of the baskets with one of them take both.", $"对一半访客推出 {bundle.First} + {bundle.Second} 组合，优惠 {Figures.Percent(result.Assumed.Discount)}；只买其一的订单有 {Figures.Percent(bundle.BreakEven)} 转为同买即回本。")
                : rule is null ? null : ($"Show {rule.Then} on the page of {rule.If[0]} and in the cart, to half of the visitors first.", $"在 {rule.If[0]} 的页面与购物车中展示 {rule.Then}，先对一半访客。"),
            Pictures = rule is null ? [] : [new(new Bars(("Lift: times as often as by chance", "提升度：偶然的倍数"), [.. result.Top.Take(8).Select(each => new Bar(Short($"{Short(string.Join(" + ", each.If.Select(Last)), 13)}→{Last(each.Then)}"), each.Lift, Palette.Ours, Shown: FormattableString.Invariant($"{each.Lift:0.0}×")))]).ToSvg(), ("Of the significant rules those that concern most baskets.", "显著规则中涉及订单最多的几条。"))],
            Tables = [.. Tables(result)],
            Notes = result.Bundles.Count == 0 ? [] : [(
                $"Bundles: belong together beyond chance, yet at most {Figures.Percent(result.Assumed.MostAnyway)} of the rarer item's orders hold both anyway. Assumed: {Figures.Percent(result.Assumed.Discount)} off, {(result.KnowsCosts ? "costs of the catalogue" : $"a margin of {Figures.Percent(result.Assumed.Margin)}, as the catalogue has no costs")}, {Figures.Percent(result.Assumed.Won)} of the orders with one item are won. An offer's effect is known only from a test.",
                $"组合的条件：搭配超出偶然，且较少见商品的订单中至多 {Figures.Percent(result.Assumed.MostAnyway)} 本来就同买。假设：优惠 {Figures.Percent(result.Assumed.Discount)}，{(result.KnowsCosts ? "成本取自目录" : $"目录无成本，毛利率按 {Figures.Percent(result.Assumed.Margin)}")}，只买其一的订单转化 {Figures.Percent(result.Assumed.Won)}。效果须由测试得出。")],
            Data = result,
        };
    }

    private static IEnumerable<ReportTable> Tables(BasketsResult result)
    {
        if (result.Top.Count > 0)
            yield return new(
                (result.IsByCategory ? "Categories bought together" : "Bought together", result.IsByCategory ? "一起购买的类目" : "一起购买"),
                [("who buys", "购买"), ("also buys", "也购买"), ("orders", "订单"), ("confidence", "置信度"), ("lift", "提升度"), ("leverage", "杠杆"), ("conviction", "确信度"), ("chance, corrected", "偶然概率（校正）")],
                [.. result.Top.Select(rule => (IReadOnlyList<ReportCell>)[
                    string.Join(" + ", rule.If), new ReportCell(rule.Then, IsText: true), Figures.Count(rule.Count), Figures.Percent(rule.Confidence), Figures.Number(rule.Lift),
                    FormattableString.Invariant($"{rule.Leverage:0.0000}"), rule.Conviction is { } conviction ? Figures.Number(conviction) : "∞", Figures.Chance(rule.Adjusted)])]);
        if (result.Bundles.Count > 0)
            yield return new(
                ("Bundles worth a test", "值得测试的组合"),
                [("bundle", "组合"), ("with", "搭配"), ("price of both", "合计价格"), ("bought together anyway", "本来就同买"), ("95 %", "95%"), ("must be won to pay", "回本所需转化"), ("gain at the assumption", "假设下的收益")],
                [.. result.Bundles.Select(bundle => (IReadOnlyList<ReportCell>)[
                    bundle.First, new ReportCell(bundle.Second, IsText: true), Figures.Money(bundle.Price), Figures.Percent(bundle.Anyway), Figures.Interval(bundle.AnywayLow, bundle.AnywayHigh, Figures.Percent), Figures.Percent(bundle.BreakEven), Figures.Money(bundle.Gain)])]);
    }

    /// <summary>The last level of a category's path; an item's name as it is.</summary>
    private static string Last(string name) => name[(name.LastIndexOf(" > ", StringComparison.Ordinal) is >= 0 and var at ? at + 3 : 0)..];

    private static string Short(string text, int length = NameLength) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
