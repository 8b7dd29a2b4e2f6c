using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;
using Taojin.Data;
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
        return new Command("publish", "Let the best trained models answer, or a version of your choice; it must beat its baselines") { version, alias, reason, canary, wait }.Does((parsed, screen, _) =>
        {
            using var mine = ShopFolder.Open(parsed);
            var (publish, share) = (new Publish(mine) { From = Moment(mine, parsed.GetValue(wait)) }, Shares.Parse(parsed.GetValue(canary)));
            var done = parsed.GetValue(version) is { } name && name.Contains('/')
                ? [One((publish, share), ModelVersion.Parse(name), parsed.GetValue(alias), parsed.GetValue(reason))]
                : Train.Tasks.Where(task => parsed.GetValue(version) is null || task == parsed.GetValue(version)).SelectMany(task => publish.RunBest(task, share)).ToArray();
            foreach (var each in done)
                RegistryAudit.Note(mine, $"publish {each.Alias}", each.Version.ToString());
            screen.HasFailed = done.Length == 0;
            screen.Result(done.Select(each => new { each.Alias, Version = each.Version.ToString(), each.Why }), console =>
            {
                foreach (var each in done)
                    console.WriteLine($"{each.Alias} → {each.Version}{Tried(mine, each, screen.Words)}{From(publish.From, screen.Words)}   {screen.Words[each.Why, each.WhyZh]}");
            });
            if (done.Length == 0)
                screen.Warn("Nothing may be published: no trained model beats its baselines. See ./taojin models", "没有可上线的模型：没有模型优于基线。查看 ./taojin models");
            else
                Next(screen, [.. done.Select(each => each.Version.Task).Distinct()]);
            return Task.CompletedTask;
        });
    }

    private static Instant? Moment(Mine mine, string? wait) => Durations.Parse(wait) switch
    {
        null => null,
        { TotalHours: > 1 } => throw new TaojinException("publish.too-late", $"{wait} is more than an hour.", "Publish later, or give at most 1h."),
        { } delay => mine.Now + delay,
    };

    private static string From(Instant? moment, Words words) => moment is { } from
        ? string.Create(words.Culture, $"  ({words["from", "自"]} {from}{words["", " 起"]})")
        : "";

    private static string Tried(Mine mine, (string Alias, ModelVersion Version, string, string) each, Words words) => mine.Models.Canary(each.Alias) is { } canary && canary.Version == each.Version.ToString()
        ? string.Create(words.Culture, $"  ({words["canary", "金丝雀"]} {canary.Share:0.#%})")
        : "";

    /// <summary>How to ask what was published; of several tasks the one that is asked most.</summary>
    private static void Next(Screen screen, IReadOnlyList<string> tasks)
    {
        var task = TrainingTasks.Of(tasks.Count == 1 ? tasks[0] : "recommend");
        screen.Next($"Ask it: {task.Asked}", $"接下来：{task.AskedZh}");
    }

    private static (string Alias, ModelVersion Version, string Why, string WhyZh) One((Publish Publish, double? Share) how, ModelVersion version, string? alias, string? reason)
    {
        var name = alias ?? $"{version.Task}@live";
        var card = how.Publish.Run(name, version, reason, how.Share);
        return (name, version, reason ?? card.Gate?.Text ?? "", reason ?? card.Gate?.TextZh ?? "");
    }
}
