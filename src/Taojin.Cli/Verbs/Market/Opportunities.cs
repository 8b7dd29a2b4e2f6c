using System.CommandLine;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Workflows.Marketing;

namespace Taojin.Cli.Verbs.Market;

/// <summary>Findings that somebody can act on.</summary>
internal sealed class Opportunities : IVerbOf<MarketVerb>
{
    public int Place => 35;

    public Command Build()
    {
        var ofEach = new Option<int>("--count", "-n") { Description = "At most so many of each kind", DefaultValueFactory = _ => 5 };
        var csv = CsvExport.Option("the findings");
        return new Command("opportunities", "What rises and falls, what is wanted and not bought, what wins against its like, where prices stand") { ofEach, csv }.Does(async (parsed, screen, cancellation) =>
        {
            var most = parsed.GetValue(ofEach);
            var result = await Wherever.AskAsync(parsed, mine => new MarketOpportunities(mine).Run(most), server => server.GetAsync<OpportunitiesResult>("market/opportunities", cancellation));
            screen.Result(result, console => MarketTables.Findings(result, console, screen.Words));
            CsvExport.Write(
                parsed.GetValue(csv), screen, ["kind", "subject", "claim", "action", "check", "value", "low", "high"],
                result.Findings.Select(each => new object?[]
                {
                    each.Kind, each.Subject, screen.Words[each.Claim, each.ClaimZh], screen.Words[each.Action, each.ActionZh], screen.Words[each.Check, each.CheckZh],
                    each.Figures[0].Value, each.Figures[0].Low, each.Figures[0].High,
                }));
        });
    }
}
