using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;
using Taojin.Workflows;

namespace Taojin.Cli.Verbs;

/// <summary>Takes a canary or the last publish back.</summary>
internal sealed class RollbackVerb : IVerb
{
    public int Place => 55;

    public Command Build()
    {
        var alias = new Argument<string>("alias") { Description = "recommend@live, purchase@live, or just the task" };
        var reason = new Option<string?>("--reason") { Description = "Why, for whoever reads the registry later" };
        return new Command("rollback", "End a canary, or let the version that answered before answer again") { alias, reason }.Does((parsed, screen, _) =>
        {
            using var mine = ShopFolder.Open(parsed);
            var name = parsed.GetValue(alias)!;
            name = name.Contains('@') ? name : $"{name}@live";
            var version = new Publish(mine).Rollback(name, parsed.GetValue(reason));
            RegistryAudit.Note(mine, $"rollback {name}", version.ToString());
            screen.Result(new { alias = name, version = version.ToString() }, console => console.WriteLine($"{name} → {version}"));
            return Task.CompletedTask;
        });
    }
}
