using System.Globalization;
using Spectre.Console;
using Taojin.Mining.Insights;
using Taojin.Mining.Marketing.Value;
using Taojin.Workflows.Marketing;

namespace Taojin.Cli.Screens;

/// <summary>Marketing answers as tables.</summary>
internal static class MarketTables
{
    public static void Segments(SegmentsResult result, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(words["segment", "分层"], words["customers", "客户"], words["share", "占比"], words["weeks since last", "距上次(周)"], words["orders", "订单"], words["spent", "消费"], words["what to do", "怎么做"]);
        foreach (var row in result.Segments)
            table.AddRow(
                Markup.Escape(words[row.Segment.Name, row.Segment.NameZh]), words.Count(row.Customers), words.Share(row.Share), Number(row.WeeksSinceLast, words), Number(row.Orders, words), Money(row.Spent, words),
                Markup.Escape(words[row.Segment.Action, row.Segment.ActionZh]));
        console.Write(table);
        Retention(result.Cohorts, console, words);
        foreach (var funnel in result.Funnels)
            console.MarkupLine($"[bold]{Markup.Escape(FunnelName(funnel.Of, words))}[/]  {Markup.Escape(string.Join("  →  ", funnel.Steps.Select((step, place) => place == 0 ? $"{step.Name} {words.Count(step.People)}" : $"{step.Name} {words.Count(step.People)} ({words.Share(step.Share)}, {words.Share(step.Low)}–{words.Share(step.High)})")))}");
    }

    private static void Retention(IReadOnlyList<Cohort> cohorts, IAnsiConsole console, Words words)
    {
        const int months = 7, shown = 12;
        var table = Lists.Table([words["first bought", "首购月份"], words["customers", "客户"], .. Enumerable.Range(1, months - 1).Select(month => words[$"month {month}", $"第{month}月"]), ""]);
        foreach (var cohort in cohorts.TakeLast(shown))
            table.AddRow([cohort.Month, words.Count(cohort.Customers), .. Enumerable.Range(1, months - 1).Select(month => month < cohort.Later.Count ? words.Share(cohort.Later[month].Share) + (cohort.Later[month].IsPartial ? "*" : "") : ""), ""]);
        console.Write(table);
        console.MarkupLine($"[dim]{Markup.Escape(words["Share of the cohort that bought in the month; * the log ends within it.", "当月有购买的占比；* 表示日志在该月中结束。"])}[/]");
    }

    public static string FunnelName(string of, Words words) => of switch
    {
        "shop" => words["whole shop", "全店"],
        "orders" => words["from order to order", "逐单留存"],
        _ => of,
    };

    public static void Value(ValueResult result, IAnsiConsole console, Words words)
    {
        var interval = double.IsNaN(result.TotalLow) ? "" : $" ({Money(result.TotalLow, words)}–{Money(result.TotalHigh, words)})";
        console.WriteLine(words[
            $"{words.Count(result.Customers)} customers are worth {Money(result.Total, words)}{interval} {(result.IsMoney ? "" : "purchases ")}in the next {result.Weeks:0} weeks; the best tenth stands for {words.Share(result.TopTenthShare)} of it. On average a customer is still one with {words.Share(result.MeanAlive)}.",
            $"{words.Count(result.Customers)} 位客户未来 {result.Weeks:0} 周的价值为 {Money(result.Total, words)}{interval}{(result.IsMoney ? "" : " 次购买")}；其中前十分之一占 {words.Share(result.TopTenthShare)}。平均留存概率 {words.Share(result.MeanAlive)}。"]);
        if (result.IsFarthest)
            console.WriteLine(words[$"The log holds {result.LogWeeks:0.#} weeks of orders; no more than three times that is foretold.", $"日志只有 {result.LogWeeks:0.#} 周的订单，最多预测其三倍时长。"]);
        var checks = Lists.Table(words["foretold the last third of the log", "对日志最后三分之一的预测"], words["purchases said", "预测购买"], words["came", "实际"], words["error a customer", "人均误差"], words["RMSE", "均方根误差"], "");
        foreach (var check in result.Checks)
            checks.AddRow(Style(check.Model == result.Model, check.IsBaseline, ModelName(check.Model, words)), words.Count((long)check.Foretold), words.Count((long)check.Actual), check.MeanError.ToString("0.000", words.Culture), check.RootError.ToString("0.000", words.Culture), "");
        console.Write(checks);
        Customers(words["worth most", "价值最高"], result.Top, console, words);
        if (result.Leaving.Count > 0)
            Customers(words["being lost", "正在流失"], result.Leaving, console, words);
        else
            console.WriteLine(words["The log shows no leaving: customers pause and come back.", "日志中看不出流失：客户只是间隔较久，还会回来。"]);
    }

    private static void Customers(string title, IReadOnlyList<CustomerValue> customers, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(title, words["value", "价值"], "95 %", words["still a customer", "仍是客户"], words["buys in 30 days", "30 天内购买"], words["weeks to next", "距下次(周)"], words["orders", "订单"], "");
        foreach (var each in customers.Take(10))
            table.AddRow(
                Markup.Escape(each.UserId), Money(each.Value, words), double.IsNaN(each.Low) ? "" : $"{Money(each.Low, words)}–{Money(each.High, words)}", words.Share(each.Alive), words.Share(each.BuysWithinMonth),
                double.IsNaN(each.WeeksToNext) ? "–" : Number(each.WeeksToNext, words), words.Count(each.Orders), "");
        console.Write(table);
    }

    public static string ModelName(string model, Words words) => model switch
    {
        "bg-nbd" => "BG/NBD",
        "pareto-nbd" => "Pareto/NBD",
        _ => words["as often as before", "照旧频率"],
    };

    public static void Baskets(BasketsResult result, IAnsiConsole console, Words words)
    {
        console.WriteLine(words[
            $"{words.Count(result.Baskets)} baskets{(result.IsByCategory ? " of categories" : "")}: {words.Count(result.Itemsets)} itemsets at support {words.Share(result.MinSupport)}, {words.Count(result.Rules)} rules, {words.Count(result.SignificantRules)} of them significant after correction.",
            $"{words.Count(result.Baskets)} 个购物篮{(result.IsByCategory ? "（按类目）" : "")}：支持度 {words.Share(result.MinSupport)} 下有 {words.Count(result.Itemsets)} 个项集、{words.Count(result.Rules)} 条规则，校正后显著 {words.Count(result.SignificantRules)} 条。"]);
        var rules = Lists.Table(words["who buys", "购买"], words["lift", "提升度"], words["confidence", "置信度"], words["baskets", "购物篮"], words["also buys", "也购买"]);
        foreach (var rule in result.Top)
            rules.AddRow(Markup.Escape(string.Join(" + ", rule.If)), rule.Lift.ToString("0.0", words.Culture), words.Share(rule.Confidence), words.Count(rule.Count), Markup.Escape(rule.Then));
        console.Write(rules);
        if (result.Bundles.Count == 0)
            return;
        var bundles = Lists.Table(words["bundle worth promoting", "值得推广的组合"], words["price", "价格"], words["anyway", "本来就买"], words["break-even", "盈亏平衡"], words["gain", "收益"], "");
        foreach (var bundle in result.Bundles)
            bundles.AddRow(Markup.Escape($"{bundle.First} + {bundle.Second}"), Money(bundle.Price, words), words.Share(bundle.Anyway), words.Share(bundle.BreakEven), Money(bundle.Gain, words), "");
        console.Write(bundles);
        console.MarkupLine($"[dim]{Markup.Escape(Assumptions(result, words))}[/]");
    }

    public static string Assumptions(BasketsResult result, Words words) => words[
        $"Assumed: {result.Assumed.Discount:P0} off the bundle, {(result.KnowsCosts ? "margins from the catalogue's costs" : $"a margin of {result.Assumed.Margin:P0} (the catalogue has no costs)")}, {result.Assumed.Won:P0} of the baskets with one of the two are won. Gain is over the log's span; test a bundle on half of the visitors first.",
        $"假设：组合优惠 {result.Assumed.Discount:P0}，{(result.KnowsCosts ? "毛利取自商品成本" : $"毛利率 {result.Assumed.Margin:P0}（目录没有成本）")}，只含其一的购物篮有 {result.Assumed.Won:P0} 被转化。收益按日志全程计；先在一半访客中测试。"];

    public static void Findings(OpportunitiesResult result, IAnsiConsole console, Words words)
    {
        foreach (var finding in result.Findings)
            Finding(finding, console, words);
        foreach (var missing in result.Missing)
            console.MarkupLine($"[yellow]![/] {Markup.Escape(words[missing.Text, missing.TextZh])}");
    }

    public static void Finding(Finding finding, IAnsiConsole console, Words words)
    {
        console.MarkupLine($"[bold]{Markup.Escape(words[finding.Claim, finding.ClaimZh])}[/]");
        console.MarkupLine($"  [yellow]→[/] {Markup.Escape(words[finding.Action, finding.ActionZh])}");
        console.MarkupLine($"  [dim]{Markup.Escape(words["Check", "验证"])}: {Markup.Escape(words[finding.Check, finding.CheckZh])}[/]");
    }

    private static string Style(bool isChosen, bool isBaseline, string text) => isChosen ? $"[bold]{Markup.Escape(text)}[/]" : isBaseline ? $"[dim]{Markup.Escape(text)}[/]" : Markup.Escape(text);

    private static string Number(double value, Words words) => value.ToString("0.0", words.Culture);

    private static string Money(double value, Words words) => value.ToString(Math.Abs(value) < 100 ? "N2" : "N0", words.Culture);
}

/// <summary>Exports a table where a verb was asked to.</summary>
internal static class CsvExport
{
    public static System.CommandLine.Option<FileInfo?> Option(string what) => new("--csv") { Description = $"Also write {what} to this CSV file; it opens in a spreadsheet" };

    public static void Write(FileInfo? file, Screen screen, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        if (file is null)
            return;
        Storage.SpreadsheetCsv.Write(file.FullName, columns, rows);
        screen.Say(string.Create(CultureInfo.InvariantCulture, $"Written: {file.FullName}"), $"已写入：{file.FullName}");
    }
}
