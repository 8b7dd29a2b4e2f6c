using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Running;
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
        return new Command("rollback", "End a canary, or let the version that answered before answer again") { alias, reason }.Does(async (parsed, screen, cancellation) =>
        {
            var name = parsed.GetValue(alias)!;
            name = name.Contains('@') ? name : $"{name}@live";
            var version = await Wherever.AskAsync(parsed, () => Here(parsed, name, parsed.GetValue(reason)), async server =>
                (await server.PostAsync<ModelAlias>($"aliases/{RunningServer.Part(name)}/rollback", new { reason = parsed.GetValue(reason) }, cancellation)).Version);
            screen.Result(new { alias = name, version }, console => console.WriteLine($"{name} → {version}"));
        });
    }

    private static string Here(ParseResult parsed, string alias, string? reason)
    {
        using var mine = ShopFolder.Open(parsed);
        var version = new Publish(mine).Rollback(alias, reason).ToString();
        RegistryAudit.Note(mine, $"rollback {alias}", version);
        return version;
    }
}
