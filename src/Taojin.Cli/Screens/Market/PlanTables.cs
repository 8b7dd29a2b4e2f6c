using Spectre.Console;
using Taojin.Mining.Evaluation;
using Taojin.Workflows.Marketing;

namespace Taojin.Cli.Screens.Market;

/// <summary>A plan, and what it earned, as tables.</summary>
internal static class PlanTables
{
    public static void Render(MarketingPlan plan, IAnsiConsole console, Words words)
    {
        console.MarkupLine($"[bold]{Markup.Escape(words["Who is offered what?", "谁收到什么优惠？"])}[/]   {Markup.Escape(plan.PlanId)}");
        console.MarkupLine(Markup.Escape(Answer(plan, words)));
        var offers = Lists.Table(words["offer", "优惠"], words["channel", "渠道"], words["cost a user", "人均成本"], words["users", "人数"], words["profit, as modelled", "模型利润"], "");
        foreach (var offer in plan.Offers)
            offers.AddRow(Markup.Escape(offer.Arm), Markup.Escape(offer.Channel), Money(offer.Cost, words), words.Count(offer.Offered), Money(offer.ModelledProfit, words), "");
        console.Write(offers);
        var curve = Lists.Table(words["budget", "预算"], plan.Rules.Count == 0 ? words["profit, as modelled", "模型利润"] : words["profit, as modelled, without the rules", "模型利润（不计规则）"], words["one more brings", "再加 1 元带来"], "");
        foreach (var point in plan.Curve)
            curve.AddRow(Money(point.Budget, words), Money(point.ModelledProfit, words), point.ShadowPrice.ToString("0.00", words.Culture), point.Budget == plan.Budget ? Markup.Escape(words["← this plan", "← 本方案"]) : "");
        console.Write(curve);
        Notes(words["Rules that are kept", "已满足的规则"], plan.Rules, console, words);
        Notes(words["What must be true", "前提"], plan.Assumptions, console, words);
        Notes(words["How it will be measured", "如何衡量"], [plan.Measurement], console, words);
        console.MarkupLine($"[dim]{Markup.Escape(words[
            $"{words.Count(plan.Eligible)} users; {words.Count(plan.LeftOut)} left out by the contact limit; ranked by {plan.Learner} from '{plan.FromCampaign}'; at most {plan.Gap:0.0000 %} below the best plan by the same models",
            $"可触达 {words.Count(plan.Eligible)} 人；因触达上限排除 {words.Count(plan.LeftOut)} 人；按 {plan.Learner} 排序，取自“{plan.FromCampaign}”；与同模型下最优方案的差距不超过 {plan.Gap:0.0000 %}"])}[/]");
        console.MarkupLine($"[dim]{Markup.Escape(plan.Folder)}[/]");
    }

    public static void Render(MeasuredPlan measured, IAnsiConsole console, Words words)
    {
        console.MarkupLine($"[bold]{Markup.Escape(words[$"What did {measured.PlanId} earn?", $"{measured.PlanId} 赚了多少？"])}[/]");
        var table = Lists.Table("", words["measured", "实测"], words["95 %", "95% 区间"], words["expected", "预期"]);
        table.AddRow(Markup.Escape(words["profit a user", "人均利润"]), Money(measured.PerUser.Value, words), Range(measured.PerUser, words), "");
        table.AddRow(Markup.Escape(words["profit of all offers", "总利润"]), Money(measured.Total.Value, words), Range(measured.Total, words), $"{Money(measured.Expected.Value, words)} ({Range(measured.Expected, words)})");
        console.Write(table);
        console.MarkupLine($"[dim]{Markup.Escape(words[$"{words.Count(measured.Offered)} users with an offer, {words.Count(measured.HeldOut)} held out by chance; {measured.Days} days", $"{words.Count(measured.Offered)} 人收到优惠，随机留出 {words.Count(measured.HeldOut)} 人；{measured.Days} 天"])}[/]");
        if (!measured.IsOver)
            console.MarkupLine($"[yellow]! {Markup.Escape(words[$"The log does not reach to the end of the {measured.Days} days yet.", $"日志尚未覆盖完整的 {measured.Days} 天。"])}[/]");
        else if (measured.PerUser is { Low: <= 0, High: >= 0 })
            console.MarkupLine(Markup.Escape(words["The interval holds 0: it cannot be told whether the plan earned anything.", "区间包含 0：无法判断该方案是否盈利。"]));
    }

    private static string Answer(MarketingPlan plan, Words words)
    {
        var (offered, spent) = (words.Count(plan.Offers.Sum(offer => (long)offer.Offered)), Money(plan.Spent, words));
        if (double.IsNaN(plan.ExpectedProfit.Value))
            return words[$"{offered} users for {spent}; no profit is stated: the campaign was not random and its groups do not overlap.", $"向 {offered} 人发放，花费 {spent}；不给出利润：该活动并非随机，且两组没有足够重叠。"];
        return words[
            $"{offered} users for {spent} of {Money(plan.Budget, words)}, expected to earn {Money(plan.ExpectedProfit.Value, words)} ({Range(plan.ExpectedProfit, words)}) beyond no offers; {words.Count(plan.HeldOut)} more are held out. One more unit of budget would bring {plan.ShadowPrice.ToString("0.00", words.Culture)}.",
            $"向 {offered} 人发放，花费 {spent}（预算 {Money(plan.Budget, words)}），预计比不发多赚 {Money(plan.ExpectedProfit.Value, words)}（{Range(plan.ExpectedProfit, words)}）；另留出 {words.Count(plan.HeldOut)} 人。预算再加 1 元可带来 {plan.ShadowPrice.ToString("0.00", words.Culture)}。"];
    }

    private static void Notes(string title, IReadOnlyList<PlanNote> notes, IAnsiConsole console, Words words)
    {
        if (notes.Count == 0)
            return;
        console.MarkupLine($"[bold]{Markup.Escape(title)}[/]");
        foreach (var note in notes)
            console.MarkupLine($"  · {Markup.Escape(words[note.Text, note.TextZh])}");
    }

    private static string Money(double value, Words words) => double.IsNaN(value) ? "–" : value.ToString("N2", words.Culture);

    private static string Range(MetricValue value, Words words) => $"{Money(value.Low, words)} … {Money(value.High, words)}";
}
