namespace Taojin.Server.Dashboard.Charts;

/// <summary>Parts of pictures that look alike everywhere.</summary>
internal static class Plot
{
    private static readonly string[] Categories = ["$c1", "$c3", "$c4", "$c5", "$c6", "$c2"];

    public static object Grid { get; } = new { left = 8, right = 24, top = 28, bottom = 48, containLabel = true };

    /// <summary>One of six colours that the colour-blind can tell apart.</summary>
    public static string Colour(int index) => Categories[index % Categories.Length];

    public static object Values(string name, string format = "@figure", double? least = null, double? most = null, bool isAcross = false, bool isRight = false) => new
    {
        type = "value", name, nameLocation = isAcross ? "middle" : "end", nameGap = isAcross ? 26 : 10, min = least, max = most, scale = least is not null,
        nameTextStyle = isAcross ? new { align = "center" } : new { align = isRight ? "right" : "left" }, axisLabel = new { formatter = format, hideOverlap = true },
    };

    public static object Names(IEnumerable<string> names, string? name = null) => new
    {
        type = "category", data = names.ToArray(), name, nameLocation = "middle", nameGap = 26, axisLabel = new { hideOverlap = true },
    };

    /// <summary>Names on the side; the first stands on top.</summary>
    /// <param name="names">The names.</param>
    /// <param name="width">Points that the longest may take; what is longer is cut.</param>
    public static object NamesAside(IEnumerable<string> names, int width = 170) => new
    {
        type = "category", data = names.ToArray(), inverse = true, axisLabel = new { width, overflow = "truncate", interval = 0 },
    };

    /// <param name="name">What the line is.</param>
    /// <param name="points">Pairs of x and y.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="isBaseline">Whether it is dashed.</param>
    public static object Line(string name, IEnumerable<double[]> points, string colour, bool isBaseline = false) => new
    {
        name, type = "line", data = points.ToArray(), showSymbol = false, color = colour, z = isBaseline ? 2 : 3,
        lineStyle = new { color = colour, width = isBaseline ? 1.5 : 2.5, type = isBaseline ? "dashed" : "solid" },
    };

    /// <summary>A dotted line from corner to corner: chance, or perfect calibration.</summary>
    public static object Diagonal(double most, string name) => new
    {
        name, type = "line", data = new[] { new[] { 0.0, 0 }, [most, most] }, showSymbol = false, color = "$slate", silent = true, lineStyle = new { color = "$slate", width = 1, type = "dotted" },
    };

    /// <summary>From least to most in a heat map: light in both themes, so that what is written in a cell can be read.</summary>
    public static string[] CellColours { get; } = ["#f6ead3", "#d9a548"];

    /// <summary>What is written in a cell of a heat map.</summary>
    public static object CellLabel(string formatter, bool isShown = true) => new { show = isShown, color = "#1f2933", formatter };

    /// <summary>Whiskers from low to high.</summary>
    /// <param name="ends">Place, low, high.</param>
    /// <param name="isFlat">Whether bars lie.</param>
    public static object Whiskers(IEnumerable<double[]> ends, bool isFlat) => new
    {
        type = "custom", renderItem = isFlat ? "@whisker-flat" : "@whisker", data = ends.Where(each => !double.IsNaN(each[1]) && !double.IsNaN(each[2])).ToArray(), color = "$ink", z = 5, silent = true,
        encode = isFlat ? (object)new { x = new[] { 1, 2 }, y = 0 } : new { x = 0, y = new[] { 1, 2 } },
    };

    /// <summary>Models beside one another as lying bars with whiskers: ours in gold, baselines in slate.</summary>
    public static object Bars(IReadOnlyList<Bar> bars, string axis, string format = "@figure") => new
    {
        grid = Grid, xAxis = Values(axis, format, isAcross: true), yAxis = NamesAside(bars.Select(bar => bar.Name)), tooltip = new { trigger = "item", valueFormatter = format },
        series = new[]
        {
            (object)new
            {
                type = "bar", barMaxWidth = 22,
                data = bars.Select(bar => new { value = double.IsNaN(bar.Value) ? 0 : bar.Value, name = bar.Name, itemStyle = new { color = bar.Colour } }).ToArray(),
            },
            Whiskers(bars.Select((bar, place) => new[] { place, bar.Low, bar.High }), isFlat: true),
        },
    };
}

/// <summary>A bar with its interval; NaN ends where there is none.</summary>
internal sealed record Bar(string Name, double Value, string Colour, double Low = double.NaN, double High = double.NaN);
