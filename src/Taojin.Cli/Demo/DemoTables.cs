using Spectre.Console;
using Taojin.Cli.Screens;
using Taojin.Workflows.Training;

namespace Taojin.Cli.Demo;

/// <summary>The demo's results as tables.</summary>
internal static class DemoTables
{
    public static void Render(DemoResult result, IAnsiConsole console, Words words)
    {
        foreach (var run in result.Runs)
        {
            var task = TrainingTasks.Of(run.Task);
            console.MarkupLine($"\n[bold]{Markup.Escape(words[task.Title, task.TitleZh])}[/]");
            ModelRows.Render(run, console, words);
        }
        foreach (var line in result.Runs.Count == 0 ? result.Prepared.Readiness.Where(line => !line.IsReady) : [])
            console.MarkupLine($"[yellow]–[/] {Markup.Escape(words[$"{line.Title}: {line.Missing}", $"{line.TitleZh}：{line.MissingZh}"])}");
        if (result.Loop is not { } loop)
            return;
        Answers(words[$"Before, for user {loop.UserId}", $"反馈之前，用户 {loop.UserId}"], loop.Before, loop.PredictedBefore, console, words);
        console.MarkupLine($"\n[bold]{Markup.Escape(words["Then", "随后"])}[/] {Markup.Escape(string.Join(", ", loop.Feedback))}");
        Answers(words["After", "反馈之后"], loop.After, loop.PredictedAfter, console, words);
        if (result.Report is { } report)
            console.MarkupLine($"\n{Markup.Escape(words["Report", "报告"])}: {Markup.Escape(report)}");
    }

    private static void Answers(string title, Workflows.Serving.RecommendationList? list, Workflows.Serving.PredictionList? predictions, IAnsiConsole console, Words words)
    {
        console.MarkupLine($"\n[bold]{Markup.Escape(title)}[/]");
        if (list is not null)
            Lists.Render(list, console, words);
        if (predictions is not null)
            Lists.Render(predictions, console, words);
    }
}
