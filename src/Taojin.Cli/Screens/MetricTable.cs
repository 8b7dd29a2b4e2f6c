using Spectre.Console;
using Taojin.Mining.Evaluation;
using Taojin.Workflows.Training;

namespace Taojin.Cli.Screens;

/// <summary>Every metric of every model, with its interval.</summary>
internal static class MetricTable
{
    public static void Render(TrainingRun run, IAnsiConsole console, Words words)
    {
        var table = Lists.Table([words["metric", "指标"], .. run.Models.Select(model => words[model.Title, model.TitleZh]), ""]);
        foreach (var metric in run.Models.SelectMany(model => model.Metrics.Select(each => each.Name)).Distinct())
            table.AddRow([Markup.Escape(metric), .. run.Models.Select(model => Cell(model.Metric(metric))), ""]);
        foreach (var segment in run.Models.SelectMany(model => model.Segments).DistinctBy(segment => segment.Name))
            table.AddRow([Markup.Escape($"NDCG@10 · {words[segment.Name, segment.NameZh]}"), .. run.Models.Select(model => Cell(model.Segments.FirstOrDefault(each => each.Name == segment.Name)?.Main)), ""]);
        console.Write(table);
    }

    private static string Cell(MetricValue? metric) => metric is null ? "–"
        : double.IsNaN(metric.Low) ? $"{metric.Value:0.0000}" : $"{metric.Value:0.0000} ({metric.Low:0.000}–{metric.High:0.000})";
}
