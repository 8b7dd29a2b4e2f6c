using System.CommandLine;
using System.Globalization;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Workflows.Marketing;

namespace Taojin.Cli.Verbs.Market;

/// <summary>What customers are worth, who is leaving, when the next purchase is due.</summary>
internal sealed class Value : IVerbOf<MarketVerb>
{
    public int Place => 20;

    public Command Build()
    {
        var weeks = new Option<double>("--weeks") { Description = "How far to look ahead", DefaultValueFactory = _ => 52 };
        var csv = CsvExport.Option("every customer's value");
        return new Command("value", "What each customer is worth from now on, who is leaving, when the next purchase is due") { weeks, csv }.Does(async (parsed, screen, cancellation) =>
        {
            var ahead = parsed.GetValue(weeks);
            var result = await Wherever.AskAsync(
                parsed, mine => new MarketValue(mine).Run(ahead),
                server => server.GetAsync<ValueResult>("market/value" + RunningServer.Query(("weeks", ahead.ToString(CultureInfo.InvariantCulture))), cancellation), "--weeks");
            screen.Result(result, console => MarketTables.Value(result, console, screen.Words));
            CsvExport.Write(
                parsed.GetValue(csv), screen, ["user_id", "value", "still_a_customer", "buys_within_30_days", "expected_purchases", "weeks_to_next", "orders", "weeks_since_last"],
                result.All().Select(each => new object?[] { each.UserId, each.Value, each.Alive, each.BuysWithinMonth, each.Purchases, each.WeeksToNext, each.Orders, each.WeeksSinceLast }));
            screen.Next("All of it on one page: ./taojin market report", "汇总成一页：./taojin market report");
        });
    }
}
