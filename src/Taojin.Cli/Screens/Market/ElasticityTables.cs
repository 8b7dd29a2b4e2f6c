using Spectre.Console;
using Taojin.Workflows.Marketing;

namespace Taojin.Cli.Screens.Market;

/// <summary>How sales answer to prices, as tables.</summary>
internal static class ElasticityTables
{
    public static void Render(ElasticityReport report, IAnsiConsole console, Words words)
    {
        console.MarkupLine($"[bold]{Markup.Escape(words["How do sales answer to prices?", "价格变动，销量怎样变？"])}[/]");
        var table = Lists.Table(words["product", "商品"], words["elasticity", "弹性"], words["95 %", "95% 区间"], words["a price 10 % higher sells", "涨价 10% 后销量"], words["price of", "谁的价格"]);
        foreach (var each in report.Elasticities)
            table.AddRow(Markup.Escape(each.Product), each.Value.ToString("0.00", words.Culture), $"{each.Low.ToString("0.00", words.Culture)} … {each.High.ToString("0.00", words.Culture)}",
                (Math.Pow(1.1, each.Value) - 1).ToString("+0.0 %;-0.0 %", words.Culture), each.IsOwn ? $"[dim]{Markup.Escape(words["its own", "自身"])}[/]" : Markup.Escape(each.PriceOf));
        console.Write(table);
        console.MarkupLine($"[dim]{Markup.Escape(words[
            $"{report.Method}, {report.Weeks} weeks; not an effect if something beside season, trend and how busy the shop was moved both price and sales; weeks without a sale are left out",
            $"{(report.Method == "regression" ? "回归" : "双重机器学习")}，{report.Weeks} 周；若季节、趋势与全店忙闲之外还有因素同时影响价格与销量，则不是因果效应；无销售的周未计入"])}[/]");
        if (report.Advice.Count == 0)
            console.MarkupLine($"[dim]{Markup.Escape(words["No cost of a product is known, so no price is advised: import items with a column cost.", "没有商品成本，无法给出建议价：请导入带 cost 列的商品表。"])}[/]");
        else
            Advice(report, console, words);
    }

    private static void Advice(ElasticityReport report, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(words["product", "商品"], words["price now", "现价"], words["best price", "最优价"], words["allowed", "允许范围"], words["profit", "利润变化"], words["sure?", "有把握？"]);
        foreach (var each in report.Advice)
            table.AddRow(Markup.Escape(each.Product), each.Price.ToString("0.00", words.Culture), each.Best.ToString("0.00", words.Culture), $"{each.Low.ToString("0.00", words.Culture)}–{each.High.ToString("0.00", words.Culture)}",
                $"{each.Gain.ToString("+0.0 %;-0.0 %", words.Culture)} ({each.GainLow.ToString("+0.0 %;-0.0 %", words.Culture)} … {each.GainHigh.ToString("+0.0 %;-0.0 %", words.Culture)})",
                Markup.Escape(each.IsSure ? words["yes", "是"] : words["no: try it on some days first", "否：先在部分日期试行"]));
        console.Write(table);
        console.MarkupLine($"[dim]{Markup.Escape(words["One price for everybody; offers may differ between people, prices do not.", "价格对所有人相同；优惠可因人而异，价格不会。"])}[/]");
    }
}
