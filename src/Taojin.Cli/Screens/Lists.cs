using Spectre.Console;
using Taojin.Workflows.Serving;

namespace Taojin.Cli.Screens;

/// <summary>Answers as tables.</summary>
internal static class Lists
{
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
