using Spectre.Console;
using Taojin.Workflows.Tuning;

namespace Taojin.Cli.Screens;

/// <summary>What a search found: the best trials on all rows, then the training with the best.</summary>
internal static class TuneTable
{
    private const int Shown = 5;

    public static void Render(TuneResult result, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(words["trial", "试验"], words[$"{result.Metric} (validation)", $"{result.Metric}（验证）"], words["seconds", "秒"], words["options", "参数"]);
        foreach (var line in result.Trials.Where(line => line.Share >= 1 && double.IsFinite(line.Value)).OrderByDescending(line => line.Value).Take(Shown))
            table.AddRow($"{line.Trial}{(line.Trial == 0 ? words[" (defaults)", "（默认）"] : "")}", line.Value.ToString("0.0000", words.Culture), line.Seconds.ToString("0.0", words.Culture),
                Markup.Escape(string.Join(" ", line.Options.Select(option => $"{option.Key}={option.Value}"))));
        console.Write(table);
        var trials = result.Trials.Select(line => line.Trial).Distinct().Count();
        console.MarkupLine($"[dim]{Markup.Escape(words[
            $"{trials} trials, {result.Trials.Count} fits in {result.SpentSeconds:0.0} s{(result.EndedByBudget ? ", ended by the budget" : "")}; the defaults reach {result.Default:0.0000}; every trial: {result.Log}",
            $"{trials} 次试验，{result.Trials.Count} 次拟合，用时 {result.SpentSeconds:0.0} 秒{(result.EndedByBudget ? "，预算用尽" : "")}；默认参数为 {result.Default:0.0000}；全部记录：{result.Log}"])}[/]");
        if (result.Run is { } run)
            ModelRows.Render(run, console, words);
    }
}
