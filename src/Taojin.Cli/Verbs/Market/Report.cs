using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;
using Taojin.Workflows.Marketing.Report;

namespace Taojin.Cli.Verbs.Market;

/// <summary>All of marketing on one page.</summary>
internal sealed class Report : IVerbOf<MarketVerb>
{
    public int Place => 90;

    public Command Build() => new Command("report", "Write one self-contained HTML page in both languages, and its JSON twin: segments, value, baskets, coupons, opportunities").Does((parsed, screen, _) =>
    {
        using var mine = ShopFolder.Open(parsed);
        var page = new MarketReport(mine).Write();
        screen.Result(new { page, json = Path.ChangeExtension(page, ".json") }, console => console.WriteLine(page));
        return Task.CompletedTask;
    });
}
