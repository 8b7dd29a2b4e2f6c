using System.CommandLine;
using System.Globalization;
using Taojin.Cli.Running;
using Taojin.Cli.Screens.Market;
using Taojin.Workflows.Marketing;

namespace Taojin.Cli.Verbs.Market;

/// <summary>What a campaign changed, and for whom most.</summary>
internal sealed class UpliftCommand : IVerbOf<MarketVerb>
{
    public int Place => 50;

    public Command Build()
    {
        var (options, command) = (new ExperimentOptions(), new Command("uplift", "What a campaign changed, for whom most, and whether that can be told"));
        options.AddTo(command, withOutcome: true);
        return command.Does(async (parsed, screen, cancellation) =>
        {
            var request = options.Read(parsed, withOutcome: true);
            var report = await Wherever.AskAsync(
                parsed, mine => new MarketUplift(mine).Run(request, new() { Cancellation = cancellation }),
                server => server.GetAsync<UpliftReport>("market/uplift" + Query(request), cancellation), "--campaign", "--outcome", "--days");
            screen.Result(report, console => UpliftTables.Render(report, console, screen.Words));
            screen.Next($"Carry it over to all users within a budget: ./taojin market plan --campaign {report.CampaignId} --budget AMOUNT --offer ARM=COST@CHANNEL",
                $"在预算内推广到全体用户：./taojin market plan --campaign {report.CampaignId} --budget 金额 --offer 组=成本@渠道");
        });
    }

    private static string Query(ExperimentRequest request) => RunningServer.Query(
        ("campaign", request.CampaignId), ("outcome", request.Outcome.ToString()), ("days", request.Days.ToString(CultureInfo.InvariantCulture)));
}
