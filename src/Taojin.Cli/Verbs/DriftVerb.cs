using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Mining.Evaluation.Drift;
using Taojin.Workflows;

namespace Taojin.Cli.Verbs;

/// <summary>Whether the published models still see what they learned from.</summary>
internal sealed class DriftVerb : IVerb
{
    private const int ColumnsShown = 8;

    public int Place => 89;

    public Command Build()
    {
        var isWhole = new Option<bool>("--full") { Description = "Show every column, not only those that moved most" };
        return new Command("drift", "Compare data and scores of today with what the published models learned from (population stability)") { isWhole }.Does(async (parsed, screen, cancellation) =>
        {
            var report = await Wherever.AskAsync(parsed, () => Here(parsed), server => server.GetAsync<DriftReport>("drift?fresh=true", cancellation));
            screen.Result(report, console => Render(report, console, (screen.Words, parsed.GetValue(isWhole) ? int.MaxValue : ColumnsShown)));
            if (report.Tasks.Any(task => task.Level == "much"))
                screen.Next("Train again: ./taojin train, then: ./taojin publish --canary 10%", "重新训练：./taojin train，然后 ./taojin publish --canary 10%");
        });
    }

    private static DriftReport Here(ParseResult parsed)
    {
        using var mine = ShopFolder.Open(parsed);
        return new Drift(mine).Run();
    }

    private static void Render(DriftReport report, IAnsiConsole console, (Words Words, int Columns) how)
    {
        var words = how.Words;
        foreach (var task in report.Tasks)
        {
            console.MarkupLine($"[bold]{Markup.Escape(task.Version)}[/]  {Level(task.Level, words)}");
            if (task.Score is not { } score)
            {
                console.WriteLine(words["Its card holds nothing to compare with: train again.", "模型卡中没有可比较的样本：请重新训练。"]);
                continue;
            }
            var table = Lists.Table(words["column", "列"], "PSI", words["by chance", "随机波动"], words["then", "训练时"], words["now", "当前"], "");
            ColumnDrift[] rows = [score, .. task.Label is { } label ? [label] : Array.Empty<ColumnDrift>(), .. task.Columns.Take(how.Columns)];
            foreach (var row in rows)
                table.AddRow(Markup.Escape(Name(row, words)), Figure(row.Index, words), Figure(row.ByChance, words), Side(row.Then, row.ShareThen, words), Side(row.Now, row.ShareNow, words), Level(row.Level, words));
            console.Write(table);
        }
        console.MarkupLine($"[dim]{Markup.Escape(words[report.Explanation, report.ExplanationZh])}[/]");
    }

    private static string Name(ColumnDrift row, Words words) => row.Name switch { "score" => words["scores of the model", "模型分数"], "label" => words["what came true", "标签（实际购买）"], var name => name };

    private static string Figure(double value, Words words) => double.IsNaN(value) ? "–" : value.ToString("0.000", words.Culture);

    private static string Side(long count, double? share, Words words) => share is { } part ? $"{words.Count(count)} ({part.ToString("0.00 %", CultureInfo.InvariantCulture)})" : words.Count(count);

    private static string Level(string level, Words words) => level switch
    {
        "stable" => $"[green]{words["stable", "稳定"]}[/]",
        "some" => $"[yellow]{words["some drift", "有变化"]}[/]",
        "much" => $"[red]{words["much drift", "显著漂移"]}[/]",
        _ => $"[dim]{words["unknown", "未知"]}[/]",
    };
}
