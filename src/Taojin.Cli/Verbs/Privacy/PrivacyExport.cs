using System.CommandLine;
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
        return new Command("export", "All that is kept of one person, as JSON") { user }.Does((parsed, screen, _) =>
        {
            using var mine = ShopFolder.Open(parsed);
            var data = mine.Workspace.Privacy.Export(parsed.GetValue(user)!);
            screen.Result(data, console => console.Profile.Out.Writer.WriteLine(data.ToJsonString(new(Snake.Json) { WriteIndented = true })));
            return Task.CompletedTask;
        });
    }
}
