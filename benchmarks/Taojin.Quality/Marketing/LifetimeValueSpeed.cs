using System.Diagnostics;
using System.Globalization;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Value;
using Taojin.Quality.Frame;
using Taojin.Testing.Contracts;

namespace Taojin.Quality.Marketing;

/// <summary>A million customers: fit of BG/NBD and Gamma-Gamma, then everybody's value of a year.</summary>
internal sealed class LifetimeValueSpeed : IMarketingPart
{
    private const int Customers = 1_000_000, Repeats = 3;

    public string Name => "lifetime-value";

    public void Run(BenchmarkRun run)
    {
        var customers = DrawnCustomers.Of(Customers, seed: 11);
        var context = new FitContext();
        var (all, fits, sum) = (new List<double>(), new List<double>(), 0.0);
        PeakMemory.Reset();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var start = Stopwatch.GetTimestamp();
            var buying = new BgNbd(new()).Fit(customers, context);
            fits.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            var spending = new GammaGamma(new()).Fit(customers, context);
            var values = new LifetimeValue(buying, spending).Expected(customers, context);
            all.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            sum = values.Sum();
        }
        var peak = PeakMemory.GiB;
        run.Add(Middle("lifetime-value.1m-customers.seconds", all, "s"));
        run.Add(Middle("lifetime-value.1m-customers.fit-seconds", fits, "s"));
        run.Add(new("lifetime-value.1m-customers.peak-gib", peak, "GiB", "lower"));
        ResultsPage.Write("marketing:lifetime-value", string.Create(CultureInfo.InvariantCulture, $"""
            ## Marketing: a million customers

            `./bench marketing --only lifetime-value`: customers drawn from a known world (`DrawnCustomers`, seed 11); BG/NBD and Gamma-Gamma by maximum likelihood, then the expected value of 52 weeks of each customer. Median of {Repeats}, extremes in brackets; memory of the whole process, the customers included.

            | figure | measured | bar |
            |---|---|---|
            | fit of BG/NBD, s | {Told(fits)} | |
            | both fits and a million values, s | {Told(all)} | 5 |
            | peak memory, GiB | {peak:0.00} | 1 |
            | mean value of a customer | {sum / Customers:0.00} | |
            """));
    }

    private static Figure Middle(string name, List<double> values, string unit) => new(name, values.Order().ElementAt(values.Count / 2), unit, "lower") { Low = values.Min(), High = values.Max() };

    private static string Told(List<double> values) => string.Create(CultureInfo.InvariantCulture, $"{values.Order().ElementAt(values.Count / 2):0.00} ({values.Min():0.00}–{values.Max():0.00})");
}
