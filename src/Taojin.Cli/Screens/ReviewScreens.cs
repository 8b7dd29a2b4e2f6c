using Spectre.Console;
using Taojin.Mining.AfterSales.Opinions;
using Taojin.Workflows.Service;

namespace Taojin.Cli.Screens;

/// <summary>What reviews say, as tables.</summary>
internal static class ReviewScreens
{
    private const int RowsShown = 40, FindingsShown = 10, LongestQuote = 60;

    public static void Render(ReviewOverview found, IAnsiConsole console, Words words)
    {
        console.WriteLine(words[$"{words.Count(found.Reviews)} reviews{Praise(found.Praise, words)}", $"{words.Count(found.Reviews)} 条评论{Praise(found.Praise, words)}"]);
        Render(found.Aspects, found.By, console, words);
        if (found.Aspects.Count > RowsShown)
            console.MarkupLine($"[dim]{Markup.Escape(words[$"{RowsShown} of {words.Count(found.Aspects.Count)} rows; --json has all", $"显示 {RowsShown} / {words.Count(found.Aspects.Count)} 行；--json 输出全部"])}[/]");
        foreach (var finding in found.Findings.Take(FindingsShown))
            FindingLines.Render(finding, console, words);
        Model(found.Model, console, words);
    }

    public static void Render(ItemReviews found, IAnsiConsole console, Words words)
    {
        console.WriteLine($"{found.Title ?? found.ItemId}   {words[$"{words.Count(found.Reviews)} reviews", $"{words.Count(found.Reviews)} 条评论"]}{Praise(found.Praise, words)}");
        foreach (var claim in found.Written)
            console.MarkupLine($"{Markup.Escape(claim.Claim)} [dim]“{Markup.Escape(claim.Quote)}”[/]");
        foreach (var point in found.Written.Count > 0 ? [] : found.Summary.Points)
            console.MarkupLine($"[{(point.Polarity > 0 ? "green" : "red")}]{(point.Polarity > 0 ? "+" : "−")}[/] {Markup.Escape(words[point.Claim, point.ClaimZh])} [dim]“{Markup.Escape(point.Quote.ReplaceLineEndings(" "))}”[/]");
        Render(found.Aspects, "all", console, words);
        Model(found.Writer ?? found.Model, console, words);
    }

    private static void Render(IReadOnlyList<AspectSum> sums, string by, IAnsiConsole console, Words words)
    {
        if (sums.Count == 0)
            return;
        string[] columns = [words["aspect", "方面"], words["praise", "好评"], words["blame", "差评"], words["neither", "中性"], words["score", "得分"], words["in their words", "原话"]];
        var table = Lists.Table(by == "all" ? columns : [words[by, by switch { "item" => "商品", "brand" => "品牌", "category" => "类目", _ => "周" }], .. columns]);
        foreach (var sum in sums.Take(RowsShown))
        {
            var quote = (sum.Score < 0 ? sum.BlameQuotes : sum.PraiseQuotes) is [var first, ..] ? first : "";
            string[] cells = [Name(sum.Aspect, words), words.Count(sum.Praise), words.Count(sum.Blame), words.Count(sum.Neutral), sum.Score.ToString("+0.00;−0.00", words.Culture), Markup.Escape(Short(quote))];
            table.AddRow(by == "all" ? cells : [Markup.Escape(sum.Subject), .. cells]);
        }
        console.Write(table);
    }

    private static string Name(string aspect, Words words) => AspectMiner.Aspects.First(each => each.Name == aspect) is var title ? words[title.Title, title.TitleZh] : aspect;

    private static string Praise(double? share, Words words) => share is { } value ? words[$", {words.Share(value)} praise", $"，{words.Share(value)} 为好评"] : "";

    private static void Model(string? model, IAnsiConsole console, Words words) =>
        console.MarkupLine($"[dim]{Markup.Escape(words["model", "模型"])} {Markup.Escape(model ?? words["lists of words and ratings; train one: ./taojin train --task sentiment", "词表与评分；可训练：./taojin train --task sentiment"])}[/]");

    private static string Short(string text) => text.ReplaceLineEndings(" ") is { Length: > LongestQuote } line ? line[..LongestQuote] + "…" : text.ReplaceLineEndings(" ");
}
