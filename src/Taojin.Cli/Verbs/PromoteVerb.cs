using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Running;
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
        return new Command("promote", "Let the version that is tried out answer everybody") { alias }.Does(async (parsed, screen, cancellation) =>
        {
            var name = parsed.GetValue(alias)!;
            name = name.Contains('@') ? name : $"{name}@live";
            var version = await Wherever.AskAsync(parsed, () => Here(parsed, name), async server =>
                (await server.PostAsync<ModelAlias>($"aliases/{RunningServer.Part(name)}/promote", new { }, cancellation)).Version);
            screen.Result(new { alias = name, version }, console => console.WriteLine($"{name} → {version}"));
        });
    }

    private static string Here(ParseResult parsed, string alias)
    {
        using var mine = ShopFolder.Open(parsed);
        var version = new Publish(mine).Promote(alias).ToString();
        RegistryAudit.Note(mine, $"promote {alias}", version);
        return version;
    }
}
