using System.Globalization;
using System.Net;
using System.Text;

namespace Taojin.Workflows.Reports;

/// <summary>A curve or a cloud of a plot.</summary>
/// <param name="Name">Stands at the curve's end.</param>
/// <param name="Points">From left to right.</param>
/// <param name="Colour">A CSS colour.</param>
/// <param name="IsDashed">Baselines and references are dashed, so that colour is not alone in telling them.</param>
/// <param name="HasMarks">Whether each point is marked.</param>
internal sealed record Curve(Bilingual Name, IReadOnlyList<PlotPoint> Points, string Colour, bool IsDashed = false, bool HasMarks = false);

/// <summary>A point with its interval, if it has one.</summary>
internal readonly record struct PlotPoint(double X, double Y, double Low = double.NaN, double High = double.NaN);

/// <summary>A line chart as inline SVG: axes with titles and units, direct labels, intervals as whiskers.</summary>
internal sealed class Plot(Bilingual title, Bilingual xTitle, Bilingual yTitle)
{
    private const double Width = 520, Height = 300, Left = 58, Right = 152, Top = 34, Bottom = 44;
    private IReadOnlyList<double> _yTicks = [];

    public IReadOnlyList<Curve> Curves { get; init; } = [];

    public double XMost { get; init; } = 1;

    public double YMost { get; init; } = 1;

    public bool HasPercents { get; init; } = true;

    /// <summary>What stands under a place of the x axis; the number itself when null.</summary>
    public Func<double, string>? XTick { get; init; }

    public bool HasDiagonal { get; init; }

    public string ToSvg()
    {
        _yTicks = Ticks.UpTo(YMost);
        var svg = new StringBuilder();
        svg.Append(Invariant($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title.En)} / {WebUtility.HtmlEncode(title.Zh)}\">"));
        svg.Append(Text(Left, 18, title, "plot-title"));
        Axes(svg);
        if (HasDiagonal)
            svg.Append(Invariant($"<line x1=\"{X(0)}\" y1=\"{Y(0)}\" x2=\"{X(XMost)}\" y2=\"{Y(XMost)}\" stroke=\"{Palette.Baseline}\" stroke-dasharray=\"2 4\"/>"));
        var labels = new LabelStack();
        foreach (var curve in Curves)
            Draw(svg, curve, labels);
        return svg.Append("</svg>").ToString();
    }

    public static string Text(double x, double y, Bilingual text, string css, string anchor = "start") => Invariant(
        $"<text x=\"{x}\" y=\"{y}\" class=\"{css}\" text-anchor=\"{anchor}\"><tspan class=\"en\">{WebUtility.HtmlEncode(text.En)}</tspan><tspan class=\"zh\">{WebUtility.HtmlEncode(text.Zh)}</tspan></text>");

    private void Axes(StringBuilder svg)
    {
        foreach (var y in _yTicks)
        {
            svg.Append(Invariant($"<line x1=\"{Left}\" y1=\"{Y(y)}\" x2=\"{Width - Right}\" y2=\"{Y(y)}\" stroke=\"{Palette.Line}\"/>"));
            svg.Append(Text(Left - 6, Y(y) + 4, Tick(y, HasPercents), "tick", "end"));
        }
        foreach (var x in Ticks.Within(XMost))
            svg.Append(Text(X(x), Height - Bottom + 16, XTick?.Invoke(x) ?? Tick(x, HasPercents && XMost <= 1), "tick", "middle"));
        svg.Append(Text((Left + Width - Right) / 2, Height - 8, xTitle, "axis", "middle"));
        svg.Append(Invariant($"<g transform=\"rotate(-90 12 {Height / 2})\">{Text(12, Height / 2, yTitle, "axis", "middle")}</g>"));
    }

    private void Draw(StringBuilder svg, Curve curve, LabelStack labels)
    {
        if (curve.Points.Count == 0)
            return;
        var path = string.Join(' ', curve.Points.Select(point => Invariant($"{X(point.X):0.#},{Y(point.Y):0.#}")));
        var dash = curve.IsDashed ? " stroke-dasharray=\"5 4\"" : "";
        svg.Append(Invariant($"<polyline points=\"{path}\" fill=\"none\" stroke=\"{curve.Colour}\" stroke-width=\"2\"{dash}/>"));
        foreach (var point in curve.Points)
        {
            if (!double.IsNaN(point.Low))
                svg.Append(Invariant($"<line x1=\"{X(point.X)}\" y1=\"{Y(point.Low)}\" x2=\"{X(point.X)}\" y2=\"{Y(point.High)}\" stroke=\"{curve.Colour}\" opacity=\".6\"/>"));
            if (curve.HasMarks)
                svg.Append(Invariant($"<circle cx=\"{X(point.X)}\" cy=\"{Y(point.Y)}\" r=\"3\" fill=\"{curve.Colour}\"/>"));
        }
        svg.Append(Invariant($"<g class=\"label\" style=\"fill:{curve.Colour}\">{Text(Width - Right + 18, labels.Place(Y(curve.Points[^1].Y)) + 4, curve.Name, "")}</g>"));
    }

    private double X(double value) => Left + (Share(value, XMost) * (Width - Left - Right));

    private double Y(double value) => Height - Bottom - (Share(value, Math.Max(YMost, _yTicks[^1])) * (Height - Top - Bottom));

    private static double Share(double value, double most) => most > 0 && double.IsFinite(value) ? Math.Clamp(value / most, 0, 1) : 0;

    private static string Tick(double value, bool isShare) => value.ToString(isShare ? "0.###%" : "#,0.##", CultureInfo.InvariantCulture);

    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>Keeps direct labels from lying on one another.</summary>
    private sealed class LabelStack
    {
        private const double Gap = 13;
        private readonly List<double> _taken = [];

        public double Place(double wanted)
        {
            // One upward pass over the taken places, which stay in order: it ends whatever rounding says of equal heights.
            foreach (var taken in _taken)
                if (Math.Abs(taken - wanted) < Gap)
                    wanted = taken + Gap;
            var place = _taken.FindIndex(taken => taken > wanted);
            _taken.Insert(place < 0 ? _taken.Count : place, wanted);
            return wanted;
        }
    }
}
