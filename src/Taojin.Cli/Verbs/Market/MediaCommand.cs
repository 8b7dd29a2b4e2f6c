using System.CommandLine;
using System.Globalization;
using Taojin.Cli.Running;
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
        return new Command("media", "What each channel brings: by contacts before purchases, and by weeks of spending") { window }.Does(async (parsed, screen, cancellation) =>
        {
            var days = parsed.GetValue(window);
            var report = await Wherever.AskAsync(
                parsed, mine => new MarketMedia(mine).Run(days, new() { Cancellation = cancellation }),
                server => server.GetAsync<MediaReport>("market/media" + RunningServer.Query(("window", days.ToString(CultureInfo.InvariantCulture))), cancellation), "--window");
            screen.Result(report, console => MediaTables.Render(report, console, screen.Words));
        });
    }
}
