using Taojin.Data;
using Taojin.Storage.Models;

namespace Taojin.Workflows;

/// <summary>Lets a trained version answer from now on, or takes that back.</summary>
public sealed class Publish(Mine mine)
{
    /// <summary>Publishes a version under an alias.</summary>
    /// <param name="alias">Such as <c>recommend@live</c>; the task must be the version's.</param>
    /// <param name="version">The version.</param>
    /// <param name="reason">Why, when it does not beat its baselines.</param>
    /// <exception cref="TaojinException">It does not beat its baselines and no reason is given, or it is missing or damaged.</exception>
    public ModelCard Run(string alias, ModelVersion version, string? reason)
    {
        if (alias.Split('@')[0] != version.Task)
            throw new TaojinException("publish.other-task", $"{version} cannot answer as {alias}.", $"Publish it as {version.Task}@live.");
        var card = mine.Models.CardOf(version);
        var isFallback = alias.EndsWith("@fallback", StringComparison.Ordinal);
        if (!isFallback && card.Gate is not { IsPassed: true } && string.IsNullOrWhiteSpace(reason))
            throw new TaojinException(
                "publish.gate", $"{version} is not published: {card.Gate?.Text ?? "it was not judged."}",
                $"Publish a model that beats its baselines, or say why: ./taojin publish {version} --reason \"…\"");
        mine.Models.Publish(alias, version, reason);
        return card;
    }

    /// <summary>Publishes the best model of the last training that beats its baselines, and what the task publishes beside it.</summary>
    /// <returns>What was published under which alias; empty when nothing may be.</returns>
    public IReadOnlyList<(string Alias, ModelVersion Version, string Why, string WhyZh)> RunBest(string task)
    {
        var published = new List<(string, ModelVersion, string, string)>();
        if (Train.Last(mine, task) is not { } run)
            return published;
        if (run.Models.FirstOrDefault(model => model.Gate.IsPassed) is { Version: { } best } row)
        {
            mine.Models.Publish($"{task}@live", ModelVersion.Parse(best), null);
            published.Add(($"{task}@live", ModelVersion.Parse(best), row.Gate.Text, row.Gate.TextZh));
        }
        foreach (var (alias, other, why, whyZh) in Training.TrainingTasks.Of(task).AlsoPublished(run).Where(each => each.Row.Version is not null))
        {
            mine.Models.Publish(alias, ModelVersion.Parse(other.Version!), null);
            published.Add((alias, ModelVersion.Parse(other.Version!), why, whyZh));
        }
        return published;
    }

    /// <summary>Lets the version before answer again.</summary>
    public ModelVersion Rollback(string alias) => mine.Models.Rollback(alias);
}
