using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;
using Taojin.Workflows;

namespace Taojin.Cli.Verbs;

/// <summary>Lets a canary answer everybody.</summary>
internal sealed class PromoteVerb : IVerb
{
    public int Place => 52;

    public Command Build()
    {
        var alias = new Argument<string>("alias") { Description = "recommend@live, purchase@live, or just the task" };
        return new Command("promote", "Let the version that is tried out answer everybody") { alias }.Does((parsed, screen, _) =>
        {
            using var mine = ShopFolder.Open(parsed);
            var name = parsed.GetValue(alias)!;
            name = name.Contains('@') ? name : $"{name}@live";
            var version = new Publish(mine).Promote(name);
            RegistryAudit.Note(mine, $"promote {name}", version.ToString());
            screen.Result(new { alias = name, version = version.ToString() }, console => console.WriteLine($"{name} → {version}"));
            return Task.CompletedTask;
        });
    }
}
