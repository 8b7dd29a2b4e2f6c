using System.CommandLine;
using Taojin.Cli.Screens;
using Taojin.Workflows;

namespace Taojin.Cli.Verbs;

/// <summary>Cleans, counts, and says what can be learned.</summary>
internal sealed class PrepareVerb : IVerb
{
    public int Place => 30;

    public Command Build() => new Command("prepare", "Clean the log, count what it holds, and say which models it can carry").Does((parsed, screen, _) =>
    {
        using var mine = ShopFolder.Open(parsed);
        var prepare = new Prepare(mine);
        var prepared = prepare.Run();
        var weights = prepare.Weigh(prepared);
        screen.Result(PreparedSummary.Of(prepared) with { Weights = weights }, console =>
        {
            PreparedTables.Render(prepared, console, screen.Words);
            WeightTable.Render(weights, console, screen.Words);
        });
        screen.Next("Train the models that are ready: ./taojin train", "训练已就绪的模型：./taojin train");
        return Task.CompletedTask;
    });
}
