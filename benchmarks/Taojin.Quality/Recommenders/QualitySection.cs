using System.Globalization;
using System.Text;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Recommenders;

/// <summary>The section of one data set on the page of results: our rows with intervals and cost, the published ones beneath.</summary>
internal static class QualitySection
{
    /// <summary>Writes the section <c>quality:SET</c>.</summary>
    /// <param name="set">Name of the part.</param>
    /// <param name="words">Title, then data set and protocol in a paragraph each; what stands after the table last.</param>
    /// <param name="rows">Our rows, and the published ones; the best stands first.</param>
    /// <param name="metrics">Columns, the deciding one first.</param>
    public static void Write(
        string set, (string Title, string Protocol, string After) words, (IReadOnlyList<TrialRow> Ours, IReadOnlyList<PublishedRow> Published) rows, params IReadOnlyList<string> metrics)
    {
        var text = new StringBuilder($"## {words.Title}\n\n{words.Protocol}\n\n| model | {string.Join(" | ", metrics)} | fit s | peak GiB | source |\n|---|{string.Concat(metrics.Select(_ => "---:|"))}---:|---:|---|\n");
        foreach (var row in rows.Ours.OrderByDescending(row => row.Score[metrics[0]].Value))
            text.Append(CultureInfo.InvariantCulture, $"| **{row.Name}** | {string.Join(" | ", metrics.Select(name => Cell(row, name)))} | {Cost(row.FitSeconds)} | {Cost(row.PeakGiB)} | measured here |\n");
        foreach (var row in rows.Published.OrderByDescending(row => row.Of(metrics[0]) ?? 0))
            text.Append(CultureInfo.InvariantCulture, $"| {row.Model} | {string.Join(" | ", metrics.Select(name => row.Of(name)?.ToString(".0000", CultureInfo.InvariantCulture) ?? "–"))} | – | – | {row.Source} |\n");
        if (words.After.Length > 0)
            text.Append('\n').Append(words.After).Append('\n');
        ResultsPage.Write($"quality:{set}", text.ToString());
    }

    private static string Cell(TrialRow row, string name) => row.Score[name] is var value && double.IsNaN(value.Low)
        ? value.Value.ToString(".0000", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{value.Value:.0000} ({value.Low:.0000}–{value.High:.0000})");

    private static string Cost(double value) => double.IsNaN(value) ? "–" : value.ToString("0.0", CultureInfo.InvariantCulture);
}
