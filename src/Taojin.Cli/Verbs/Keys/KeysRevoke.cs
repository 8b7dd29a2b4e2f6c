using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;

namespace Taojin.Cli.Verbs.Keys;

/// <summary>Takes a key away.</summary>
internal sealed class KeysRevoke : IVerbOf<KeysVerb>
{
    public int Place => 30;

    public Command Build()
    {
        var id = new Argument<string>("id") { Description = "The key's id, as ./taojin keys list shows it" };
        return new Command("revoke", "Take a key away; a running server refuses it within a second") { id }.Does((parsed, screen, _) =>
        {
            var key = ShopFolder.Keys(parsed).Revoke(parsed.GetValue(id)!);
            screen.Result(new { key.Id, key.Name }, console => console.WriteLine($"{key.Id} {key.Name}"));
            return Task.CompletedTask;
        });
    }
}
