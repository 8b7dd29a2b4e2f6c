using System.Diagnostics;
using System.Globalization;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Association;
using Taojin.Quality.Frame;
using Taojin.Storage;

namespace Taojin.Quality.Marketing;

/// <summary>The invoices of online-retail at support .002: time and memory.</summary>
internal sealed class InvoiceBaskets : IMarketingPart
{
    public string Name => "invoices";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("online-retail") is not { } folder)
            return;
        Baskets baskets;
        using (var shop = Workspace.Init(Path.Combine(run.Scratch, "invoices"), new(), TimeProvider.System))
        {
            shop.Log.Import(new("online-retail", Path.Combine(folder, "online_retail.csv.gz")), null, CancellationToken.None);
            baskets = Baskets.Of(shop.Trade.Orders());
        }
        PeakMemory.Reset();
        var start = Stopwatch.GetTimestamp();
        var sets = new FrequentItemsets(new() { MinSupport = .002 }).Fit(baskets, new FitContext());
        var found = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var rules = AssociationRules.Of(sets, .5);
        var (all, peak) = (Stopwatch.GetElapsedTime(start).TotalSeconds, PeakMemory.GiB);
        run.Add(new("online-retail.fp-growth.seconds", found, "s", "lower"));
        run.Add(new("online-retail.fp-growth.peak-gib", peak, "GiB", "lower"));
        ResultsPage.Write("marketing:invoices", string.Create(CultureInfo.InvariantCulture, $"""
            ## Marketing: invoices of online-retail

            `./bench marketing --only invoices`: {baskets.Count:#,0} invoices of known customers (cancelled lines taken off), support .002, at most {new FrequentItemsetsOptions().MostItems} items a set.

            | figure | measured | bar |
            |---|---:|---:|
            | itemsets | {sets.Count:#,0} | |
            | rules of confidence .5 | {rules.Count:#,0} | |
            | of them significant after correction | {rules.Count(rule => rule.Adjusted < 0.05):#,0} | |
            | itemsets, s | {found:0.0} | |
            | itemsets and rules, s | {all:0.0} | |
            | peak memory, GiB | {peak:0.00} | 2 |
            """));
    }
}
