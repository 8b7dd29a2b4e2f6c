using System.Globalization;

namespace Taojin.Server.Dashboard.Charts;

/// <summary>A share of a whole in a table of figures: people read percent, files hold the number.</summary>
/// <param name="Value">0 to 1; NaN where there is none.</param>
internal readonly record struct Share(double Value) : IFormattable
{
    /// <inheritdoc />
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        double.IsNaN(Value) ? "–" : Value.ToString(Equals(formatProvider, CultureInfo.InvariantCulture) ? "R" : Math.Abs(Value) is < 0.01 and > 0 ? "P2" : "P1", formatProvider);
}
