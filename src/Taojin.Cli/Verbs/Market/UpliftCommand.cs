using System.CommandLine;
using Taojin.Cli.Screens;
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
        return command.Does((parsed, screen, cancellation) =>
        {
            using var mine = ShopFolder.Open(parsed);
            var report = new MarketUplift(mine).Run(options.Read(parsed, withOutcome: true), new() { Cancellation = cancellation });
            screen.Result(report, console => UpliftTables.Render(report, console, screen.Words));
            screen.Next($"Carry it over to all users within a budget: ./taojin market plan --campaign {report.CampaignId} --budget AMOUNT --offer ARM=COST@CHANNEL",
                $"在预算内推广到全体用户：./taojin market plan --campaign {report.CampaignId} --budget 金额 --offer 组=成本@渠道");
            return Task.CompletedTask;
        });
    }
}
