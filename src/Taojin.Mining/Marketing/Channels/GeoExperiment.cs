using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Channels;

/// <summary>A region's mean sales before and during an experiment.</summary>
/// <param name="Region">Its name.</param>
/// <param name="IsTreated">Whether the channel was changed there.</param>
/// <param name="Before">Mean sales of a day before, above 0.</param>
/// <param name="During">Mean sales of a day during, above 0.</param>
public sealed record RegionSales(string Region, bool IsTreated, double Before, double During);

/// <summary>What a change of a channel did to sales, from regions where it was changed and others where it was not.</summary>
/// <remarks>
/// Difference in differences of log sales: mean of ln(during ÷ before) over treated regions less that over the others, with Welch's standard error; a region counts
/// once however large it is. After Blake, Nosko &amp; Tadelis 2015, doi:10.3982/ECTA12423. It is an effect when the regions were drawn by chance, and otherwise
/// if both groups would have moved alike.
/// </remarks>
/// <param name="Change">Change of sales as a share, such as −0.005 for half a per cent less.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="Error">Standard error in logs.</param>
/// <param name="Treated">Number of treated regions.</param>
/// <param name="Others">Number of other regions.</param>
public sealed record GeoExperiment(double Change, double Low, double High, double Error, int Treated, int Others)
{
    private const double Normal95 = 1.959963984540054;

    /// <summary>Measures it.</summary>
    /// <exception cref="TooLittleDataException">Either group has fewer than two regions.</exception>
    public static GeoExperiment Measure(IReadOnlyList<RegionSales> regions)
    {
        double[] treated = [.. Growth(regions, true)], others = [.. Growth(regions, false)];
        if (treated.Length < 2 || others.Length < 2)
            throw new TooLittleDataException(
                $"{treated.Length} regions were treated and {others.Length} were not; two of each are needed.", $"有 {treated.Length} 个实验地区、{others.Length} 个对照地区；各需至少两个。");
        var (log, error) = (treated.Average() - others.Average(), Math.Sqrt((Variance(treated) / treated.Length) + (Variance(others) / others.Length)));
        return new(Math.Exp(log) - 1, Math.Exp(log - (Normal95 * error)) - 1, Math.Exp(log + (Normal95 * error)) - 1, error, treated.Length, others.Length);
    }

    private static IEnumerable<double> Growth(IReadOnlyList<RegionSales> regions, bool treated) =>
        regions.Where(region => region.IsTreated == treated && region is { Before: > 0, During: > 0 }).Select(region => Math.Log(region.During / region.Before));

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }
}
