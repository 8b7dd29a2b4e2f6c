using System.Globalization;
using Taojin.Mining.Marketing.Channels;
using Taojin.Quality.Frame;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Marketing;

/// <summary>What eBay's paid search was worth: regions where it was switched off against those where it stayed on.</summary>
internal sealed class EbayPart : IMarketingPart
{
    public string Name => "ebay";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("ebay-paid-search/paidsearch.csv.gz") is not { } path)
            return;
        var regions = Regions(path);
        var effect = GeoExperiment.Measure(regions);
        run.Add(new("ebay.off-effect", effect.Change, "of revenue", "lower") { Low = effect.Low, High = effect.High });
        ResultsPage.Write("marketing:ebay", string.Create(CultureInfo.InvariantCulture, $"""
            ## What paid search was worth to eBay

            `ebay-paid-search`: difference in differences of log mean daily revenue over {effect.Treated} regions where search advertising was switched off and {effect.Others} where it stayed on; standard errors by regions. Blake, Nosko & Tadelis 2015 find no measurable effect.

            | change of revenue when switched off | 95 % interval | standard error (log) |
            |---:|---:|---:|
            | {effect.Change:P2} | {effect.Low:P2} to {effect.High:P2} | {effect.Error:0.0000} |
            """));
    }

    private static RegionSales[] Regions(string path) =>
    [
        .. PublishedSets.Lines(path).Skip(1).Select(line => line.Split(',')).GroupBy(cell => cell[1]).Select(region => new RegionSales(
            region.Key, IsTreated: region.First()[3] == "0", Mean(region, "0"), Mean(region, "1"))),
    ];

    private static double Mean(IEnumerable<string[]> rows, string period) =>
        rows.Where(cell => cell[2] == period).Select(cell => double.Parse(cell[4], CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Average();
}
