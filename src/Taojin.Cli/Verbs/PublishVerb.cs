using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Storage.Models;
using Taojin.Workflows;
using Taojin.Workflows.Training;

namespace Taojin.Cli.Verbs;

/// <summary>Lets a model answer.</summary>
internal sealed class PublishVerb : IVerb
{
    public int Place => 50;

    public Command Build()
    {
        var version = new Argument<string?>("version") { Description = "A task (its best model), or a version such as recommend/item-knn/000002; all tasks when left out", Arity = ArgumentArity.ZeroOrOne };
        var alias = new Option<string?>("--as") { Description = "Alias to answer under (default: TASK@live)" };
        var reason = new Option<string?>("--reason") { Description = "Why a model that does not beat its baselines, or was taken back before, should answer all the same" };
        var canary = new Option<string?>("--canary") { Description = "Try it out with a share of the users first, such as 10%; a running server takes it back when it does harm" };
        var wait = new Option<string?>("--in") { Description = "Let all servers of the shop switch at one moment, so long from now, such as 30s: time for each to read the model; at most an hour" };
        return new Command("publish", "Let the best trained models answer, or a version of your choice; it must beat its baselines") { version, alias, reason, canary, wait }.Does(async (parsed, screen, cancellation) =>
        {
            var wish = new PublishWish(parsed.GetValue(version))
            {
                Alias = parsed.GetValue(alias), Reason = parsed.GetValue(reason), Canary = Shares.Parse(parsed.GetValue(canary)), WaitSeconds = Durations.Parse(parsed.GetValue(wait))?.TotalSeconds,
            };
            var done = await Wherever.AskAsync(parsed, () => Here(parsed, wish), async server => (await server.PostAsync<PublishedModels>("publications", wish, cancellation)).Published);
            screen.HasFailed = done.Count == 0;
            screen.Result(done.Select(each => new { each.Alias, each.Version, each.Why }), console =>
            {
                foreach (var each in done)
                    console.WriteLine($"{each.Alias} → {each.Version}{Tried(each, screen.Words)}{From(each, screen.Words)}   {screen.Words[each.Why, each.WhyZh]}");
            });
            if (done.Count == 0)
                screen.Warn("Nothing may be published: no trained model beats its baselines. See ./taojin models", "没有可上线的模型：没有模型优于基线。查看 ./taojin models");
            else
                Next(screen, [.. done.Select(each => ModelVersion.Parse(each.Version).Task).Distinct()]);
        });
    }

    private static IReadOnlyList<PublishedVersion> Here(ParseResult parsed, PublishWish wish)
    {
        using var mine = ShopFolder.Open(parsed);
        var done = new Publish(mine).Run(wish);
        foreach (var each in done)
            RegistryAudit.Note(mine, $"publish {each.Alias}", each.Version);
        return done;
    }

    private static string Tried(PublishedVersion published, Words words) => published.CanaryShare is { } share ? string.Create(words.Culture, $"  ({words["canary", "金丝雀"]} {share:0.#%})") : "";

    private static string From(PublishedVersion published, Words words) => published.From is { } from ? string.Create(words.Culture, $"  ({words["from", "自"]} {from}{words["", " 起"]})") : "";

    /// <summary>How to ask what was published; of several tasks the one that is asked most.</summary>
    private static void Next(Screen screen, IReadOnlyList<string> tasks)
    {
        var task = TrainingTasks.Of(tasks.Count == 1 ? tasks[0] : "recommend");
        screen.Next($"Ask it: {task.Asked}", $"接下来：{task.AskedZh}");
    }
}
