using System.Globalization;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Value;
using Taojin.Quality.Frame;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Marketing;

/// <summary>CDNOW: the likelihoods that independent programs reach, and what the models foretell of the following 39 weeks.</summary>
internal sealed class CdnowValue : IMarketingPart
{
    private const double BgNbdPeak = -9582.42556, ParetoNbdPeak = -9594.97393, GammaGammaPeak = -4055.92324; // scipy on the same file

    public string Name => "cdnow";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("cdnow") is not { } folder)
            return;
        var customers = Cdnow.Read(Path.Combine(folder, "cdnow_customers_summary_with_transactions.csv"));
        var context = new FitContext();
        var buying = new (string Name, string Title, IBuyingModel Model, double Peak)[]
        {
            ("bg-nbd", BgNbd.Card.Title, new BgNbd(new()).Fit(customers, context), BgNbdPeak),
            ("pareto-nbd", ParetoNbd.Card.Title, new ParetoNbd(new()).Fit(customers, context), ParetoNbdPeak),
        };
        var spending = new GammaGamma(new()).Fit(customers, context);
        foreach (var (name, _, model, peak) in buying)
            run.Add(Error(name, model.LogLikelihood, peak));
        run.Add(Error("gamma-gamma", spending.LogLikelihood, GammaGammaPeak));
        var rows = buying.Select(each => Row(each.Title, (each.Model.LogLikelihood, each.Peak), each.Model.Parameters)).Append(Row(GammaGamma.Card.Title, (spending.LogLikelihood, GammaGammaPeak), spending.Parameters));
        ResultsPage.Write("marketing:cdnow", $"""
            ## Marketing: value of customers on CDNOW

            `./bench marketing --only cdnow`: 2,357 customers, 39 weeks. The peak of each likelihood beside the one that an independent script (scipy) found on the same file.

            | model | parameters | log-likelihood | independent | difference |
            |---|---|---:|---:|---:|
            {string.Join('\n', rows)}

            {Held(folder, buying)}
            """);
    }

    private static Figure Error(string name, double ours, double peak) => new($"cdnow.{name}.log-likelihood-error", Math.Abs(ours - peak), "nats", "lower");

    private static string Row(string title, (double Ours, double Independent) peaks, IReadOnlyList<(string Name, double Value)> parameters) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {title} | {string.Join(", ", parameters.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Name} {each.Value:0.####}")))} | {peaks.Ours:0.00000} | {peaks.Independent:0.00000} | {Math.Abs(peaks.Ours - peaks.Independent):0.0e0} |");

    /// <summary>Purchases after the 39 weeks, from the sample's own log.</summary>
    private static string Held(string folder, IReadOnlyList<(string Name, string Title, IBuyingModel Model, double Peak)> models)
    {
        var days = PublishedSets.Lines(Path.Combine(folder, "CDNOW_sample.txt"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(cells => (Customer: cells[1], Day: DateOnly.ParseExact(cells[2], "yyyyMMdd", CultureInfo.InvariantCulture).DayNumber))
            .Distinct().GroupBy(each => each.Customer, each => each.Day).Select(group => group.Order().ToArray()).ToArray();
        var (cut, end) = (new DateOnly(1997, 9, 30).DayNumber, new DateOnly(1998, 6, 30).DayNumber);
        var summaries = days.Select(own => (Summary: Summary([.. own.Where(day => day <= cut)], cut), Later: own.Count(day => day > cut && day <= end))).ToArray();
        var (weeks, actual) = ((end - cut) / 7.0, summaries.Sum(each => each.Later));
        string Line(string title, Func<CustomerSummary, double> expected) => string.Create(
            CultureInfo.InvariantCulture,
            $"| {title} | {summaries.Sum(each => expected(each.Summary)):0} | {(summaries.Sum(each => expected(each.Summary)) / actual) - 1:+0.0%;-0.0%} | {summaries.Average(each => Math.Abs(expected(each.Summary) - each.Later)):0.000} |");
        var lines = models.Select(each => Line($"**{each.Title}**", customer => each.Model.Expected(customer, weeks)))
            .Append(Line("as often as before (baseline)", customer => customer.Age > 0 ? customer.Repeats / customer.Age * weeks : 0))
            .Append(Line("the mean of all (baseline)", _ => summaries.Average(each => each.Summary.Repeats / each.Summary.Age) * weeks));
        return $"""
            The following 39 weeks held {actual} repeat purchases of these customers:

            | foretold by | purchases | error of the sum | mean absolute error a customer |
            |---|---:|---:|---:|
            {string.Join('\n', lines)}
            """;
    }

    private static CustomerSummary Summary(int[] days, int cut) => new(days.Length - 1, (days[^1] - days[0]) / 7.0, (cut - days[0]) / 7.0);
}
