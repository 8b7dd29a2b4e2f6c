using System.Text;
using Taojin.Mining.Evaluation;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Reports;

/// <summary>How well each model does for users and items of whom little or much is known.</summary>
internal static class SegmentTable
{
    /// <summary>Writes a row a segment and a column a model; nothing when there are no segments.</summary>
    public static void Write(StringBuilder html, TrainingRun run)
    {
        var segments = run.Models.SelectMany(model => model.Segments).DistinctBy(segment => segment.Name).ToArray();
        if (segments.Length == 0)
            return;
        html.Append("<table><tr><th>").Append(ReportPage.Both(("NDCG@10 by what is known", "NDCG@10（按已知程度）"))).Append("</th><th>").Append(ReportPage.Both(("users", "用户"))).Append("</th>");
        foreach (var model in run.Models)
            html.Append("<th>").Append(ReportPage.Both((model.Title, model.TitleZh))).Append("</th>");
        html.Append("</tr>");
        foreach (var segment in segments)
        {
            var values = run.Models.Select(model => model.Segments.FirstOrDefault(each => each.Name == segment.Name)?.Main).ToArray();
            html.Append("<tr><td>").Append(ReportPage.Both((segment.Name, segment.NameZh))).Append("</td><td>").Append(values.Max(value => value?.Cases)).Append("</td>");
            foreach (var value in values)
                html.Append("<td>").Append(Cell(value)).Append("</td>");
            html.Append("</tr>");
        }
        html.Append("</table>");
    }

    private static string Cell(MetricValue? value) => value is null ? "–" : FormattableString.Invariant($"{value.Value:0.0000} ({value.Low:0.000}–{value.High:0.000})");
}
