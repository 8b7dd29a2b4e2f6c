using System.Globalization;

namespace Taojin.Workflows.Marketing.Report;

/// <summary>Numbers as the report writes them.</summary>
internal static class Figures
{
    public static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Percent(double value) => value.ToString(Math.Abs(value) < 0.01 ? "0.00%" : "0.0%", CultureInfo.InvariantCulture);

    public static string Money(double value) => double.IsNaN(value) ? "–" : value.ToString(Math.Abs(value) < 100 ? "N2" : "N0", CultureInfo.InvariantCulture);

    public static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("0.0", CultureInfo.InvariantCulture);

    public static string Day(Data.Instant time) => time.ToString()[..10];

    /// <summary>A small probability; far below what can be computed it is only said to be below.</summary>
    public static string Chance(double value) => value < 1e-15 ? "<1e-15" : value.ToString("0e0", CultureInfo.InvariantCulture);

    public static string Interval(double low, double high, Func<double, string> text) => double.IsNaN(low) ? "" : $"{text(low)}–{text(high)}";
}
