using System.CommandLine;
using Taojin.Cli.Screens;
using Taojin.Cli.Screens.Market;
using Taojin.Workflows.Marketing;

namespace Taojin.Cli.Verbs.Market;

/// <summary>What each channel brings.</summary>
internal sealed class MediaCommand : IVerbOf<MarketVerb>
{
    public int Place => 70;

    public Command Build()
    {
        var window = new Option<int>("--window") { Description = "Days that a contact counts before a purchase", DefaultValueFactory = _ => 30 };
        return new Command("media", "What each channel brings: by contacts before purchases, and by weeks of spending") { window }.Does((parsed, screen, cancellation) =>
        {
            using var mine = ShopFolder.Open(parsed);
            var report = new MarketMedia(mine).Run(parsed.GetValue(window), new() { Cancellation = cancellation });
            screen.Result(report, console => MediaTables.Render(report, console, screen.Words));
            return Task.CompletedTask;
        });
    }
}
