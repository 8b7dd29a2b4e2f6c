using Spectre.Console;
using Taojin.Workflows.Training;

namespace Taojin.Cli.Screens;

/// <summary>What each model of a run costs, beside what it is worth.</summary>
internal static class CostTable
{
    private const double Mebi = 1 << 20;

    public static void Render(TrainingRun run, IAnsiConsole console, Words words)
    {
        if (run.Models.Count == 0)
            return;
        var table = Lists.Table(words["cost", "代价"], words["fit", "训练"], words["processor", "CPU 时间"], words["peak memory", "内存峰值"], words["energy", "能耗"], words["size", "大小"], words["answer", "单次"], "");
        foreach (var model in run.Models)
            table.AddRow(
                Markup.Escape(words[model.Title, model.TitleZh]),
                words.Seconds(model.Cost.FitSeconds),
                words.Seconds(model.Cost.FitCpuSeconds),
                model.Cost.PeakBytes is { } peak ? $"{(peak / Mebi).ToString("N0", words.Culture)} MiB" : "–",
                model.Cost.Joules is { } joules ? $"{joules.ToString("N0", words.Culture)} J" : "–",
                $"{(model.Cost.ModelBytes / 1024.0).ToString("N0", words.Culture)} KiB",
                $"{model.Cost.MicrosecondsPerAnswer.ToString("N0", words.Culture)} µs",
                model.Cost.CutByBudget ? $"[yellow]{Markup.Escape(words["cut by budget", "因预算提前结束"])}[/]" : "");
        console.Write(table);
        if (run.Models.All(model => model.Cost.Joules is null))
            console.MarkupLine($"[dim]{Markup.Escape(words["This machine does not tell its energy.", "本机不提供能耗读数。"])}[/]");
    }
}
