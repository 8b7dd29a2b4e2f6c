using System.Text;
using Taojin.Mining.Evaluation;
using Taojin.Workflows.Serving;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Reports;

/// <summary>The tables of the report: the same figures as the pictures, and more of them.</summary>
internal static class ReportTables
{
    private const int MostMetrics = 6;

    public static void Models(StringBuilder html, TrainingRun run)
    {
        string[] shown = [.. TrainingTasks.Of(run.Task).MainMetrics.Concat(run.Chosen?.Metrics.Select(metric => metric.Name) ?? []).Distinct().Take(MostMetrics)];
        html.Append("<table><tr><th>").Append(ReportPage.Both(("model", "模型"))).Append("</th>");
        foreach (var name in shown)
            html.Append("<th>").Append(name).Append("</th>");
        html.Append("<th>").Append(ReportPage.Both(("fit", "训练"))).Append("</th><th>").Append(ReportPage.Both(("processor", "CPU 时间"))).Append("</th><th>").Append(ReportPage.Both(("peak memory", "内存峰值"))).Append("</th><th>").Append(ReportPage.Both(("size", "大小"))).Append("</th><th>").Append(ReportPage.Both(("one answer", "单次"))).Append("</th><th class=\"text\">").Append(ReportPage.Both(("against the baselines", "与基线相比"))).Append("</th></tr>");
        foreach (var model in run.Models)
        {
            html.Append("<tr class=\"").Append(model == run.Chosen ? "chosen" : model.IsBaseline ? "baseline" : "").Append("\"><td>").Append(ReportPage.Both((model.Title, model.TitleZh))).Append("</td>");
            foreach (var name in shown)
                html.Append("<td>").Append(Cell(model.Metric(name))).Append("</td>");
            html.Append(FormattableString.Invariant($"<td>{model.Cost.FitSeconds:0.0} s</td><td>{model.Cost.FitCpuSeconds:0.0} s</td><td>{(model.Cost.PeakBytes is { } peak ? FormattableString.Invariant($"{peak / 1048576.0:0} MiB") : "–")}</td><td>{model.Cost.ModelBytes / 1024.0:0} KiB</td><td>{model.Cost.MicrosecondsPerAnswer:0} µs</td><td class=\"text\">"))
                .Append(ReportPage.Both((model.Gate.Text, model.Gate.TextZh))).Append("</td></tr>");
        }
        html.Append("</table>");
        SegmentTable.Write(html, run);
        foreach (var skipped in run.Skipped)
            html.Append("<p class=\"note\">").Append(ReportPage.Both(($"{skipped.Title}: {skipped.Why}", $"{skipped.TitleZh}：{skipped.WhyZh}"))).Append("</p>");
    }

    public static void Recommendations(StringBuilder html, RecommendationList list)
    {
        Heading(html, ($"Shown to {list.UserId} ({list.Model})", $"给 {list.UserId} 的推荐（{list.Model}）"), ("item", "商品"), ("score", "得分"), ("buys", "购买概率"));
        foreach (var item in list.Items)
            Row(html, item.Title, FormattableString.Invariant($"<td>{item.Score:0.000}</td><td>{(item.PurchaseProbability is { } p ? p.ToString("P2", System.Globalization.CultureInfo.InvariantCulture) : "–")}</td>"), item.Reasons);
        html.Append("</table>");
    }

    public static void Predictions(StringBuilder html, PredictionList list)
    {
        Heading(html, (FormattableString.Invariant($"{list.UserId} within {list.HorizonHours:0.#} h ({list.Model})"), FormattableString.Invariant($"{list.UserId} 在 {list.HorizonHours:0.#} 小时内（{list.Model}）")), ("item", "商品"), ("buys", "购买概率"), ("1 in", "约 1/N"));
        foreach (var item in list.Predictions)
            Row(html, item.Title, FormattableString.Invariant($"<td>{item.Probability:P2}</td><td>{1 / Math.Max(1e-9, item.Probability):N0}</td>"), item.Reasons);
        html.Append("</table>");
    }

    public static void Quality(StringBuilder html, PreparedSummary prepared)
    {
        var (quality, cleaning) = (prepared.Quality, prepared.Cleaning);
        html.Append("<table>");
        Fact(html, ("first and last event", "首末事件"), $"{quality.Start} – {quality.End}");
        Fact(html, ("pairs of user and item", "用户-商品对"), ReportPage.Number(quality.Pairs));
        Fact(html, ("purchases of items touched before", "购买前有过接触的购买"), ReportPage.Number(quality.ForeseeablePurchases));
        Fact(html, ("repeated events (kept)", "重复事件（保留）"), ReportPage.Number(quality.Repeats));
        Fact(html, ("left out: programs", "剔除：机器人"), $"{ReportPage.Number(cleaning.BotEvents)} ({cleaning.BotUsers})");
        Fact(html, ("left out: impossible times", "剔除：不可能的时间"), ReportPage.Number(cleaning.ImpossibleTimes));
        Fact(html, ("sessions", "会话"), ReportPage.Number(quality.Sessions));
        Fact(html, ("events with a category, with a price", "有类目、有价格的事件"), FormattableString.Invariant($"{quality.CategoryShare:P1}, {quality.PriceShare:P1}"));
        Fact(html, ("share of the busiest tenth of items", "最热十分之一商品的占比"), FormattableString.Invariant($"{quality.TopTenthShare:P1}"));
        html.Append("</table>");
    }

    public static void Readiness(StringBuilder html, PreparedSummary prepared)
    {
        html.Append("<table><tr><th>").Append(ReportPage.Both(("model", "模型"))).Append("</th><th class=\"text\">").Append(ReportPage.Both(("ready?", "是否就绪"))).Append("</th></tr>");
        foreach (var line in prepared.Readiness)
            html.Append("<tr><td>").Append(ReportPage.Both((line.Title, line.TitleZh))).Append("</td><td class=\"text\">").Append(line.IsReady ? "✓" : ReportPage.Both((line.Missing, line.MissingZh))).Append("</td></tr>");
        html.Append("</table>");
    }

    private static void Heading(StringBuilder html, Bilingual title, params ReadOnlySpan<Bilingual> columns)
    {
        html.Append("<p><b>").Append(ReportPage.Both(title)).Append("</b></p><table><tr>");
        foreach (var column in columns)
            html.Append("<th>").Append(ReportPage.Both(column)).Append("</th>");
        html.Append("<th class=\"text\">").Append(ReportPage.Both(("why", "理由"))).Append("</th></tr>");
    }

    private static void Row(StringBuilder html, string title, string figures, IReadOnlyList<AnswerReason> reasons) => html
        .Append("<tr><td>").Append(ReportPage.Encode(title)).Append("</td>").Append(figures).Append("<td class=\"text\">")
        .Append(ReportPage.Both((string.Join("; ", reasons.Select(reason => reason.Text)), string.Join("；", reasons.Select(reason => reason.TextZh))))).Append("</td></tr>");

    private static void Fact(StringBuilder html, Bilingual name, string value) =>
        html.Append("<tr><td>").Append(ReportPage.Both(name)).Append("</td><td>").Append(ReportPage.Encode(value)).Append("</td></tr>");

    private static string Cell(MetricValue? metric) => metric is null ? "–"
        : double.IsNaN(metric.Low) ? FormattableString.Invariant($"{metric.Value:0.0000}") : FormattableString.Invariant($"{metric.Value:0.0000}<br><span class=\"note\">{metric.Low:0.000}–{metric.High:0.000}</span>");
}
