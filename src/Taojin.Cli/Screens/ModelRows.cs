using Spectre.Console;
using Taojin.Mining.Evaluation;
using Taojin.Workflows;
using Taojin.Workflows.Training;

namespace Taojin.Cli.Screens;

/// <summary>Stored versions and training runs as tables.</summary>
internal static class ModelRows
{
    public static void Render(IReadOnlyList<ModelEntry> rows, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(words["version", "版本"], words["metric", "指标"], words["answers as", "上线别名"], words["beats baselines", "优于基线"]);
        foreach (var row in rows)
            table.AddRow(Markup.Escape(row.Version), Markup.Escape(row.Metric is { } metric ? Figure(metric) : "–"), Markup.Escape(string.Join(", ", [.. row.Aliases, .. row.Canaries.Select(canary => Canary(canary, words))])), Mark(row.IsPassed));
        console.Write(table);
        foreach (var row in rows)
            if (row.TakenBack is { } back)
                console.MarkupLine($"[yellow]–[/] {Markup.Escape(words[$"{row.Version} was taken back from {back.Alias} at {back.Time}: {back.Text}", $"{row.Version} 已于 {back.Time} 从 {back.Alias} 撤回：{back.TextZh}"])}");
    }

    /// <summary>The models of a training run: ours bright, baselines dim, the chosen one first.</summary>
    public static void Render(TrainingRun run, IAnsiConsole console, Words words)
    {
        var shown = run.IsPaperProtocol ? ["Accuracy", "AUC", "PR-AUC", "LogLoss"] : TrainingTasks.Of(run.Task).MainMetrics;
        var table = Lists.Table([words["model", "模型"], .. shown, words["fit", "训练"], words["answer", "单次"], words["beats", "胜基线"]]);
        foreach (var row in run.Models)
        {
            var style = row == run.Chosen ? "bold" : row.IsBaseline ? "dim" : "default";
            table.AddRow([.. new[] { words[row.Title, row.TitleZh] }
                .Concat(shown.Select(name => row.Metric(name) is { } metric ? Figure(metric, withName: false) : "–"))
                .Concat([words.Seconds(row.Cost.FitSeconds), $"{row.Cost.MicrosecondsPerAnswer:0} µs"])
                .Select(cell => $"[{style}]{Markup.Escape(cell)}[/]"), Mark(row.Gate.IsPassed)]);
        }
        if (run.BestPossible is { } best)
            table.AddRow([$"[italic]{Markup.Escape(words[best.Title, best.TitleZh])}[/]", best.Value.ToString("0.0000", words.Culture), .. Enumerable.Repeat("", shown.Count + 2)]);
        console.Write(table);
        if (run.Chosen is { } chosen)
            console.MarkupLine($"{Mark(chosen.Gate.IsPassed)} {Markup.Escape(words[$"{chosen.Title}: {chosen.Gate.Text}", $"{chosen.TitleZh}：{chosen.Gate.TextZh}"])}");
        console.MarkupLine($"[dim]{Markup.Escape(words[run.Split, run.SplitZh])}[/]");
        foreach (var note in run.Notes)
            console.MarkupLine($"[dim]{Markup.Escape(words[note.Text, note.TextZh])}[/]");
        if (run.IsPaperProtocol)
            console.MarkupLine(Markup.Escape(words[
                $"Accuracy of a model that always says no: {1 - ((double)run.TestPositives / run.TestCases):0.0000}. The random split flatters; judge by the default split.",
                $"永远回答“不买”的准确率：{1 - ((double)run.TestPositives / run.TestCases):0.0000}。随机划分会美化结果，请以默认划分为准。"]));
        if (run.Weights.Count > 0)
            WeightTable.Render(run.Weights, console, words);
        foreach (var skipped in run.Skipped)
            console.MarkupLine($"[yellow]–[/] {Markup.Escape(words[skipped.Title, skipped.TitleZh])}: {Markup.Escape(words[skipped.Why, skipped.WhyZh])}");
    }

    private static string Canary(CanaryPlace canary, Words words) => string.Create(words.Culture, $"{canary.Alias} {words["canary", "金丝雀"]} {canary.Share:0.#%}");

    private static string Mark(bool? isPassed) => isPassed switch { true => "[green]✓[/]", false => "[yellow]–[/]", null => "" };

    private static string Figure(MetricValue metric, bool withName = true)
    {
        var interval = double.IsNaN(metric.Low) ? "" : $" ({metric.Low:.000}–{metric.High:.000})";
        return $"{(withName ? metric.Name + " " : "")}{metric.Value:0.0000}{interval}";
    }
}
