using System.Globalization;

namespace Taojin.Server.Dashboard.Charts;

/// <summary>Money in a table of figures: people read it with the shop's sign, files hold the number.</summary>
/// <param name="Amount">In the shop's currency; NaN where there is none.</param>
internal readonly record struct Money(double Amount) : IFormattable
{
    private const double Whole = 1000;

    /// <summary>Decimals that people read: fen and cents of small amounts only.</summary>
    public int Decimals => Math.Abs(Amount) < Whole && Amount != Math.Round(Amount) ? 2 : 0;

    /// <inheritdoc />
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        double.IsNaN(Amount) ? "–" : Amount.ToString(Equals(formatProvider, CultureInfo.InvariantCulture) ? "R" : "N2", formatProvider);
}
