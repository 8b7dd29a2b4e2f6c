using System.CommandLine;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Workflows;

namespace Taojin.Cli.Verbs;

/// <summary>What was trained, and what answers.</summary>
internal sealed class ModelsVerb : IVerb
{
    public int Place => 60;

    public Command Build() => new Command("models", "List trained versions, their quality, and which of them answer").Does(async (parsed, screen, cancellation) =>
    {
        var rows = await Wherever.AskAsync(parsed, () => Here(parsed), async server => (await server.GetAsync<StoredModels>("models", cancellation)).Models);
        screen.Result(rows, console => ModelRows.Render(rows, console, screen.Words));
    });

    private static IReadOnlyList<ModelEntry> Here(ParseResult parsed)
    {
        using var mine = ShopFolder.Open(parsed);
        return ModelEntry.Of(mine);
    }
}
