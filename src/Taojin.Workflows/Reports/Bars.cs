using System.Globalization;
using System.Net;
using System.Text;

namespace Taojin.Workflows.Reports;

/// <summary>One bar, with its interval if it has one.</summary>
internal sealed record Bar(Bilingual Name, double Value, string Colour, double Low = double.NaN, double High = double.NaN, string? Shown = null);

/// <summary>Lying bars as inline SVG: zero is in view, intervals are whiskers, values stand at the ends.</summary>
internal sealed class Bars(Bilingual title, IReadOnlyList<Bar> bars)
{
    private const double Width = 520, NameWidth = 222, Row = 24, Top = 34, ValueWidth = 64;

    public string ToSvg()
    {
        var most = bars.Select(bar => double.IsNaN(bar.High) ? bar.Value : bar.High).Where(double.IsFinite).Append(1e-12).Max();
        var svg = new StringBuilder();
        svg.Append(Plot.Invariant($"<svg viewBox=\"0 0 {Width} {Top + (bars.Count * Row) + 6}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title.En)} / {WebUtility.HtmlEncode(title.Zh)}\">"));
        svg.Append(Plot.Text(0, 18, title, "plot-title"));
        for (var index = 0; index < bars.Count; index++)
            Draw(svg, bars[index], Top + (index * Row), value => Math.Max(0, value) / most * (Width - NameWidth - ValueWidth));
        return svg.Append("</svg>").ToString();
    }

    private static void Draw(StringBuilder svg, Bar bar, double top, Func<double, double> length)
    {
        svg.Append(Plot.Text(NameWidth - 8, top + 15, bar.Name, "tick", "end"));
        svg.Append(Plot.Invariant($"<rect x=\"{NameWidth}\" y=\"{top + 3}\" width=\"{length(bar.Value):0.#}\" height=\"{Row - 8}\" rx=\"2\" fill=\"{bar.Colour}\"/>"));
        if (!double.IsNaN(bar.Low))
            svg.Append(Plot.Invariant($"<line x1=\"{NameWidth + length(bar.Low):0.#}\" y1=\"{top + 11}\" x2=\"{NameWidth + length(bar.High):0.#}\" y2=\"{top + 11}\" stroke=\"{Palette.Ink}\" stroke-width=\"1.5\"/>"));
        var end = NameWidth + length(double.IsNaN(bar.High) ? bar.Value : Math.Max(bar.Value, bar.High)) + 6;
        var shown = bar.Shown ?? bar.Value.ToString("0.###", CultureInfo.InvariantCulture);
        svg.Append(Plot.Invariant($"<text x=\"{end:0.#}\" y=\"{top + 15}\" class=\"tick\">{WebUtility.HtmlEncode(shown)}</text>"));
    }
}
