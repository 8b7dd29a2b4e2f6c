using System.CommandLine;
using Taojin.Cli.Screens;
using Taojin.Workflows;

namespace Taojin.Cli.Verbs;

/// <summary>What was trained, and what answers.</summary>
internal sealed class ModelsVerb : IVerb
{
    public int Place => 60;

    public Command Build() => new Command("models", "List trained versions, their quality, and which of them answer").Does((parsed, screen, _) =>
    {
        using var mine = ShopFolder.Open(parsed);
        var rows = ModelEntry.Of(mine);
        screen.Result(rows, console => ModelRows.Render(rows, console, screen.Words));
        return Task.CompletedTask;
    });
}
