using System.CommandLine;
using System.Text.Json.Nodes;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Storage;

namespace Taojin.Cli.Verbs.Privacy;

/// <summary>Hands out what is kept of one person.</summary>
internal sealed class PrivacyExport : IVerbOf<PrivacyVerb>
{
    public int Place => 10;

    public Command Build()
    {
        var user = new Argument<string>("user") { Description = "The person's id" };
        return new Command("export", "All that is kept of one person, as JSON") { user }.Does(async (parsed, screen, cancellation) =>
        {
            var person = parsed.GetValue(user)!;
            var data = await Wherever.AskAsync(parsed, () => Here(parsed, person), server => server.GetAsync<JsonObject>($"users/{RunningServer.Part(person)}/data", cancellation));
            screen.Result(data, console => console.Profile.Out.Writer.WriteLine(data.ToJsonString(new(Snake.Json) { WriteIndented = true })));
        });
    }

    private static JsonObject Here(ParseResult parsed, string person)
    {
        using var mine = ShopFolder.Open(parsed);
        return mine.Workspace.Privacy.Export(person);
    }
}
