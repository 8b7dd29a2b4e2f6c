using System.CommandLine;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Mining.Marketing.Value;
using Taojin.Workflows.Marketing;

namespace Taojin.Cli.Verbs.Market;

/// <summary>Who the customers are.</summary>
internal sealed class Segments : IVerbOf<MarketVerb>
{
    public int Place => 10;

    public Command Build()
    {
        var method = new Option<string>("--method") { Description = "quantile (fifths and rules) or k-means", DefaultValueFactory = _ => "quantile" };
        method.AcceptOnlyFromAmong("quantile", "k-means");
        var clusters = new Option<int>("--clusters") { Description = "With k-means: how many", DefaultValueFactory = _ => new RfmOptions().Clusters };
        var csv = CsvExport.Option("each customer's segment");
        return new Command("segments", "Segments by recency, frequency and money; cohorts with retention; funnels") { method, clusters, csv }.Does(async (parsed, screen, cancellation) =>
        {
            var options = new RfmOptions { Method = parsed.GetValue(method) == "k-means" ? RfmMethod.KMeans : RfmMethod.Quantile, Clusters = parsed.GetValue(clusters) };
            var result = await Wherever.AskAsync(parsed, mine => new MarketSegments(mine).Run(options), server => server.GetAsync<SegmentsResult>("market/segments", cancellation));
            screen.Result(result, console => MarketTables.Segments(result, console, screen.Words));
            CsvExport.Write(parsed.GetValue(csv), screen, ["user_id", "segment"], result.Members.Select(each => new object?[] { each.UserId, each.Segment }));
            screen.Next("What they are worth: ./taojin market value", "看客户价值：./taojin market value");
        });
    }
}
