using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;
using Taojin.Workflows;
using Taojin.Workflows.Reports;
using Taojin.Workflows.Serving;

namespace Taojin.Cli.Verbs;

/// <summary>One page for people, and its JSON twin.</summary>
internal sealed class ReportVerb : IVerb
{
    public int Place => 100;

    public Command Build() => new Command("report", "Write one self-contained HTML page and its JSON twin: data, models, pictures, examples with reasons").Does((parsed, screen, _) =>
    {
        var clock = new ShiftedClock(TimeProvider.System);
        using var mine = ShopFolder.Open(parsed, clock);
        var prepared = new Prepare(mine).Run();
        if (prepared.Log.Count > 0)
            clock.StartAt(prepared.Log.End.ToDateTimeOffset());
        var page = new Report(mine).Write(prepared, LiveShop.Open(mine, prepared.Log, Environment.ProcessorCount));
        screen.Result(new { page, json = Path.ChangeExtension(page, ".json") }, console => console.WriteLine(page));
        return Task.CompletedTask;
    });
}
