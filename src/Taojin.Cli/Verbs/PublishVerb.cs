using System.CommandLine;
using Spectre.Console;
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
        var reason = new Option<string?>("--reason") { Description = "Why a model that does not beat its baselines should answer all the same" };
        return new Command("publish", "Let the best trained models answer, or a version of your choice; it must beat its baselines") { version, alias, reason }.Does((parsed, screen, _) =>
        {
            using var mine = ShopFolder.Open(parsed);
            var publish = new Publish(mine);
            var done = parsed.GetValue(version) is { } name && name.Contains('/')
                ? [One(publish, ModelVersion.Parse(name), parsed.GetValue(alias), parsed.GetValue(reason))]
                : Train.Tasks.Where(task => parsed.GetValue(version) is null || task == parsed.GetValue(version)).SelectMany(publish.RunBest).ToArray();
            screen.HasFailed = done.Length == 0;
            screen.Result(done.Select(each => new { each.Alias, Version = each.Version.ToString(), each.Why }), console =>
            {
                foreach (var each in done)
                    console.WriteLine($"{each.Alias} → {each.Version}   {screen.Words[each.Why, each.WhyZh]}");
            });
            if (done.Length == 0)
                screen.Warn("Nothing may be published: no trained model beats its baselines. See ./taojin models", "没有可上线的模型：没有模型优于基线。查看 ./taojin models");
            else
                Next(screen, [.. done.Select(each => each.Version.Task).Distinct()]);
            return Task.CompletedTask;
        });
    }

    /// <summary>How to ask what was published; of several tasks the one that is asked most.</summary>
    private static void Next(Screen screen, IReadOnlyList<string> tasks)
    {
        var task = TrainingTasks.Of(tasks.Count == 1 ? tasks[0] : "recommend");
        screen.Next($"Ask it: {task.Asked}", $"接下来：{task.AskedZh}");
    }

    private static (string Alias, ModelVersion Version, string Why, string WhyZh) One(Publish publish, ModelVersion version, string? alias, string? reason)
    {
        var name = alias ?? $"{version.Task}@live";
        var card = publish.Run(name, version, reason);
        return (name, version, reason ?? card.Gate?.Text ?? "", reason ?? card.Gate?.TextZh ?? "");
    }
}
