using Spectre.Console;
using Taojin.Workflows.Serving;
using Taojin.Workflows.Serving.Lists;

namespace Taojin.Cli.Screens;

/// <summary>Answers as tables.</summary>
internal static class Lists
{
    private const int RowsShown = 20;

    public static void Render(RecommendationList list, IAnsiConsole console, Words words)
    {
        var table = Table(words["item", "商品"], words["score", "得分"], words["buys", "购买概率"], words["why", "理由"]);
        foreach (var item in list.Items)
            table.AddRow(
                Markup.Escape(item.Title),
                item.Score.ToString("0.000", words.Culture),
                item.PurchaseProbability is { } probability ? words.Share(probability) : "–",
                Markup.Escape(item.Reasons.Count == 0 ? "" : words[item.Reasons[0].Text, item.Reasons[0].TextZh]));
        console.Write(table);
        console.MarkupLine($"[dim]{Markup.Escape(words["model", "模型"])} {Markup.Escape(list.Model)}{(list.IsFallback ? words[" (fallback)", "（兜底）"] : "")}   {Markup.Escape(list.RequestId)}[/]");
        if (list.Trace is { } trace)
            Render(trace, console, words);
    }

    private static void Render(ListTrace trace, IAnsiConsole console, Words words)
    {
        console.MarkupLine($"[bold]{Markup.Escape(words["how it came about", "如何得出"])}[/]   {Markup.Escape(trace.Placement)}: {Markup.Escape(string.Join(" → ", trace.Retrievers))}");
        var scored = Table(words["candidate", "候选"], words["value", "价值"], words["retrieved by (rank)", "召回来源（名次）"], words["parts", "构成"]);
        foreach (var each in trace.Scored.Take(RowsShown))
            scored.AddRow(
                Markup.Escape(each.ItemId), each.Value.ToString("0.000", words.Culture),
                Markup.Escape(string.Join(", ", each.RetrievedBy.Select(by => $"{by.Model} ({by.Rank})"))),
                Markup.Escape(string.Join(" × ", each.Parts.Select(part => $"{part.Name} {part.Value.ToString("0.###", words.Culture)}"))));
        console.Write(scored);
        var removed = Table(words["not shown", "未展示"], words["why", "原因"]);
        foreach (var each in trace.Removed.Take(RowsShown))
            removed.AddRow(Markup.Escape(each.ItemId), Markup.Escape(each.Reason));
        console.Write(removed);
    }

    public static void Render(PredictionList list, IAnsiConsole console, Words words)
    {
        var table = Table(words["item", "商品"], words["buys", "购买概率"], words["1 in", "约 1/N"], words["why", "理由"]);
        foreach (var prediction in list.Predictions)
            table.AddRow(
                Markup.Escape(prediction.Title),
                words.Share(prediction.Probability),
                words.Count((long)Math.Round(1 / Math.Max(prediction.Probability, 1e-9))),
                Markup.Escape(string.Join("; ", prediction.Reasons.Select(reason => words[reason.Text, reason.TextZh]))));
        console.Write(table);
        console.MarkupLine($"[dim]{Markup.Escape(words["within", "时间范围"])} {list.HorizonHours:0.#} h   {Markup.Escape(words["model", "模型"])} {Markup.Escape(list.Model)}[/]");
    }

    public static Table Table(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        for (var index = 0; index < columns.Length; index++)
        {
            var column = new TableColumn($"[bold]{Markup.Escape(columns[index])}[/]");
            table.AddColumn(index == 0 || index == columns.Length - 1 ? column : column.RightAligned());
        }
        return table;
    }
}
