namespace Taojin.Workflows.Reports;

/// <summary>Colours by meaning; categories are Okabe–Ito, which the colour-blind can tell apart.</summary>
internal static class Palette
{
    public const string Ink = "var(--ink)";
    public const string Line = "var(--line)";
    public const string Ours = "var(--gold)";
    public const string Baseline = "var(--slate)";

    private static readonly string[] Categories = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00"];

    public static string Category(int index) => Categories[index % Categories.Length];
}
