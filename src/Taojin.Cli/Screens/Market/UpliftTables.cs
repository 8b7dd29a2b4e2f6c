using Spectre.Console;
using Taojin.Mining.Evaluation;
using Taojin.Workflows.Marketing;

namespace Taojin.Cli.Screens.Market;

/// <summary>What a campaign changed, as tables.</summary>
internal static class UpliftTables
{
    private const int ColumnsShown = 3, LearnersShown = 6;

    public static void Render(UpliftReport report, IAnsiConsole console, Words words)
    {
        console.MarkupLine($"[bold]{Markup.Escape(words[$"What did campaign '{report.CampaignId}' change?", $"活动“{report.CampaignId}”改变了什么？"])}[/]");
        Effects(report, console, words);
        Balance(report, console, words);
        Learners(report, console, words);
        for (var arm = 0; arm < report.Tenths.Count; arm++)
            Tenths(report, arm, console, words);
        if (report.Policies.Count > 0)
            Policies(report, console, words);
    }

    private static void Effects(UpliftReport report, IAnsiConsole console, Words words)
    {
        var outcome = report.Outcome switch
        {
            CampaignOutcome.Bought => words["bought", "购买率"],
            CampaignOutcome.Spent => words["money", "消费额"],
            _ => words["came", "到访率"],
        };
        var table = Lists.Table(words["arm", "组"], words["users", "人数"], words[$"change: {outcome}", $"变化：{outcome}"], words["95 %", "95% 区间"], words["what may be said", "可以怎么说"]);
        for (var arm = 0; arm < report.Effects.Count; arm++)
        {
            var effect = report.Effects[arm];
            table.AddRow(Markup.Escape(effect.Arm), words.Count(report.People[arm]), Value(effect.Value, report, words), $"{Value(effect.Low, report, words)} … {Value(effect.High, report, words)}",
                effect.IsEffect ? Markup.Escape(words[effect.Claim, effect.ClaimZh]) : $"[yellow]{Markup.Escape(words[effect.Claim, effect.ClaimZh])}[/]");
        }
        console.Write(table);
        console.MarkupLine($"[dim]{Markup.Escape(words[
            $"{(report.HasControl ? "control" : "users not reached")}: {words.Count(report.Control)}; {report.Days} days after the contact",
            $"{(report.HasControl ? "对照组" : "未触达用户")} {words.Count(report.Control)} 人；触达后 {report.Days} 天内"])}[/]");
    }

    private static void Balance(UpliftReport report, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(words["arm", "组"], words["guessed (AUC)", "可猜程度 AUC"], words["overlap", "重叠"], words["most unlike (SD)", "差异最大的列（标准差）"]);
        foreach (var arm in report.Balance)
            table.AddRow(Markup.Escape(arm.Arm), arm.Predictability.ToString("0.000", words.Culture), words.Share(arm.Overlap),
                Markup.Escape(string.Join(", ", arm.Rows.Take(ColumnsShown).Select(row => $"{row.Column} {row.Difference.ToString("+0.00;-0.00", words.Culture)}"))));
        console.Write(table);
        foreach (var (arm, warning) in report.Balance.SelectMany(arm => arm.Warnings.Select(warning => (arm.Arm, warning))))
            console.MarkupLine($"[yellow]! {Markup.Escape($"{arm}: {words[warning.Text, warning.TextZh]}")}[/]");
    }

    private static void Learners(UpliftReport report, IAnsiConsole console, Words words)
    {
        var table = Lists.Table([words["ranked by (users it did not see)", "排序依据（未见过的用户）"], .. report.Effects.Select(effect => $"Qini, {effect.Arm}"), ""]);
        foreach (var (place, learner) in report.Learners.Take(LearnersShown).Index())
            table.AddRow([place == 0 ? $"[bold]{Markup.Escape(learner.Name)}[/]" : Markup.Escape(learner.Name), .. learner.Qini.Select(metric => Cell(metric, words)), ""]);
        console.Write(table);
    }

    private static void Tenths(UpliftReport report, int arm, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(words[$"tenth, {report.Effects[arm].Arm}", $"十分位，{report.Effects[arm].Arm}"], words["foretold", "预测增益"], words["treated", "实验组"], words["control", "对照组"], words["uplift", "实际增益"], words["95 %", "95% 区间"]);
        foreach (var tenth in report.Tenths[arm])
            table.AddRow(tenth.Place.ToString(words.Culture), Value(tenth.Predicted, report, words), Value(tenth.TreatedMean, report, words), Value(tenth.ControlMean, report, words),
                Value(tenth.Uplift, report, words), $"{Value(tenth.Low, report, words)} … {Value(tenth.High, report, words)}");
        console.Write(table);
    }

    private static void Policies(UpliftReport report, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(words["who gets what", "谁收到什么"], words["mean outcome", "人均结果"], words["95 %", "95% 区间"]);
        foreach (var policy in report.Policies)
            table.AddRow(Markup.Escape(words[policy.Name, policy.Name.Replace("everybody ", "全体：", StringComparison.Ordinal).Replace("nobody", "都不发", StringComparison.Ordinal).Replace("best arm for each", "各取最佳", StringComparison.Ordinal)]),
                Value(policy.Value, report, words), $"{Value(policy.Low, report, words)} … {Value(policy.High, report, words)}");
        console.Write(table);
    }

    private static string Value(double value, UpliftReport report, Words words) =>
        double.IsNaN(value) ? "–" : report.Outcome == CampaignOutcome.Spent ? value.ToString("0.00", words.Culture) : value.ToString("P2", words.Culture);

    private static string Cell(MetricValue metric, Words words) => $"{metric.Value.ToString("0.000", words.Culture)} ({metric.Low.ToString("0.000", words.Culture)} … {metric.High.ToString("0.000", words.Culture)})";
}
