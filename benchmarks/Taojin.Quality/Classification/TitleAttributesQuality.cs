using System.Globalization;
using Taojin.Mining.Classification;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Classification;

/// <summary>Attributes read from fashion titles, against the catalogue's own columns.</summary>
internal sealed class TitleAttributesQuality : IClassifyPart
{
    private static readonly (string Attribute, int Column)[] Columns = [("gender", 1), ("colour", 5), ("season", 6)];

    public string Name => "attributes";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("fashion-product-titles/styles_with_titles.csv.gz") is not { } path)
            return;
        var rows = LabelledSets.Csv(path).Skip(1).Where(row => row.Length >= 10).ToArray();
        var titles = new TitleAttributes([]);
        var found = rows.Select(row => titles.Of(row[9])).ToArray();
        var text = "## Attributes from fashion titles\n\nWhat a title says against what the catalogue holds; every title is judged, nothing is learned. Coverage is the share of titles that say it, precision the share of those that agree.\n\n| attribute | coverage | precision |\n|---|---:|---:|\n";
        foreach (var (attribute, column) in Columns)
        {
            var said = rows.Zip(found).Select(each => (Truth: each.First[column], Value: each.Second.FirstOrDefault(one => one.Name == attribute).Value)).Where(each => each.Value is not null).ToArray();
            var (coverage, precision) = (said.Length / (double)rows.Length, said.Count(each => each.Truth.Equals(each.Value, StringComparison.OrdinalIgnoreCase)) / (double)Math.Max(1, said.Length));
            run.Add(new($"attributes.{attribute}.precision", precision, "", "higher"));
            run.Add(new($"attributes.{attribute}.coverage", coverage, "", "higher"));
            text += string.Create(CultureInfo.InvariantCulture, $"| {attribute} | {coverage:0.0%} | {precision:0.0%} |\n");
        }
        ResultsPage.Write("classify:attributes", text);
    }
}
