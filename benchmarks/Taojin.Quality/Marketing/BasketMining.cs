using System.Diagnostics;
using System.Globalization;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Association;
using Taojin.Quality.Frame;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Marketing;

/// <summary>Groceries at the four settings whose counts are known, with the time of the deepest.</summary>
internal sealed class BasketMining : IMarketingPart
{
    private const int Repeats = 5;

    private static readonly (double Support, double Confidence, int MinItems, int Sets, int Rules, double Lift)[] Known =
    [
        (.001, .8, 1, 13_492, 410, 11.235269), (.006, .25, 2, 747, 463, 3.956477), (.01, .5, 1, 333, 15, 3.029608), (.001, .5, 1, 13_492, 5_668, 18.995654),
    ];

    public string Name => "groceries";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("groceries") is not { } folder)
            return;
        var baskets = Groceries.Read(Path.Combine(folder, "Groceries.baskets.csv.gz"));
        var (errors, rows, context) = (0, new List<string>(), new FitContext());
        foreach (var known in Known)
        {
            var sets = new FrequentItemsets(new() { MinSupport = known.Support }).Fit(baskets, context);
            var rules = AssociationRules.Of(sets, known.Confidence, known.MinItems);
            errors += Math.Abs(sets.Count - known.Sets) + Math.Abs(rules.Count - known.Rules) + (Math.Abs(rules[0].Lift - known.Lift) < 1e-6 ? 0 : 1);
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {known.Support}, {known.Confidence} | {sets.Count} ({known.Sets}) | {rules.Count} ({known.Rules}) | {rules[0].Lift:0.000000} ({known.Lift:0.000000}) | {rules.Count(rule => rule.Adjusted < 0.05)} | {sets.Closed().Count(each => each)} / {sets.Maximal().Count(each => each)} |"));
        }
        run.Add(new("groceries.rule-count-errors", errors, "count", "lower"));
        var seconds = Enumerable.Range(0, Repeats).Select(_ => Timed(baskets, context)).ToArray();
        run.Add(new("groceries.fp-growth.seconds", seconds.Order().ElementAt(Repeats / 2), "s", "lower") { Low = seconds.Min(), High = seconds.Max() });
        ResultsPage.Write("marketing:groceries", string.Create(CultureInfo.InvariantCulture, $"""
            ## Marketing: baskets of Groceries

            `./bench marketing --only groceries`: 9,835 baskets, 169 items. In brackets what arules and an independent Apriori count. Significant: Fisher's exact test, corrected by Holm for every rule that the support allows.

            | support, confidence | itemsets | rules | greatest lift | significant rules | closed / maximal sets |
            |---|---|---|---|---:|---|
            {string.Join('\n', rows)}

            FP-growth at support .001: {seconds.Order().ElementAt(Repeats / 2):0.000} s ({seconds.Min():0.000}–{seconds.Max():0.000}). Bar: 0.3 s.
            """));
    }

    private static double Timed(Baskets baskets, FitContext context)
    {
        var start = Stopwatch.GetTimestamp();
        new FrequentItemsets(new() { MinSupport = .001 }).Fit(baskets, context);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return seconds;
    }
}
