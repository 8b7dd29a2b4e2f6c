using Spectre.Console;
using Taojin.Workflows.Training;

namespace Taojin.Cli.Screens;

/// <summary>Every metric of every model, with its interval.</summary>
internal static class MetricTable
{
    public static void Render(TrainingRun run, IAnsiConsole console, Words words)
    {
        var table = Lists.Table([words["metric", "指标"], .. run.Models.Select(model => words[model.Title, model.TitleZh]), ""]);
        foreach (var metric in run.Models.SelectMany(model => model.Metrics.Select(each => each.Name)).Distinct())
            table.AddRow([Markup.Escape(metric), .. run.Models.Select(model => Cell(model, metric)), ""]);
        console.Write(table);
    }

    private static string Cell(ModelRow model, string name) => model.Metric(name) is not { } metric ? "–"
        : double.IsNaN(metric.Low) ? $"{metric.Value:0.0000}" : $"{metric.Value:0.0000} ({metric.Low:0.000}–{metric.High:0.000})";
}
