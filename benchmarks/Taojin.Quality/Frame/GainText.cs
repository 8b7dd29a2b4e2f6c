using System.Globalization;
using Taojin.Mining.Evaluation;

namespace Taojin.Quality.Frame;

/// <summary>A difference before people.</summary>
internal static class GainText
{
    /// <summary>Such as <c>+.0012 (+.0003 to +.0021)</c>.</summary>
    public static string Of(MetricValue gain) =>
        string.Create(CultureInfo.InvariantCulture, $"{Rounded(gain.Value):+.0000;−.0000} ({Rounded(gain.Low):+.0000;−.0000} to {Rounded(gain.High):+.0000;−.0000})");

    /// <summary>Four decimals, and no sign before nothing.</summary>
    private static double Rounded(double value) => Math.Round(value, 4) + 0.0;
}
