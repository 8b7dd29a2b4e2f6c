using System.Globalization;
using System.Text;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Live;

/// <summary>A table of the page of results: what was measured of the live shop, in words.</summary>
internal static class LiveSection
{
    /// <param name="run">Holds the figures; those that were not measured are left out.</param>
    /// <param name="section">Name of the section, such as <c>serve</c>.</param>
    /// <param name="words">Heading, and what was done.</param>
    /// <param name="rows">What a figure says, and its name.</param>
    public static void Write(BenchmarkRun run, string section, string words, params IReadOnlyList<(string Says, string Figure)> rows)
    {
        var text = new StringBuilder(words.TrimEnd()).Append("\n\n| | measured |\n|---|---:|\n");
        foreach (var (says, name) in rows)
            if (run.Figures.LastOrDefault(each => each.Name == name) is { } figure)
                text.Append(CultureInfo.InvariantCulture, $"| {says} | {Number(figure.Value)}{Spread(figure)} {figure.Unit} |\n");
        ResultsPage.Write(section, text.ToString());
    }

    private static string Spread(Figure figure) => figure is { Low: { } low, High: { } high } ? $" ({Number(low)}–{Number(high)})" : "";

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "#,0" : "0.##", CultureInfo.InvariantCulture);
}
