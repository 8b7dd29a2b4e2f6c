using Taojin.Data;
using Taojin.Storage.Models;
using Taojin.Workflows.Serving;

namespace Taojin.Workflows;

/// <summary>Lets a trained version answer from now on, everybody or a share of the users first, or takes that back.</summary>
public sealed class Publish(Mine mine)
{
    /// <summary>From when servers let what is published answer everybody, all at the same moment; null: each as soon as it learns of it.</summary>
    public Instant? From { get; init; }

    /// <summary>Publishes a version under an alias.</summary>
    /// <param name="alias">Such as <c>recommend@live</c>; the task must be the version's.</param>
    /// <param name="version">The version.</param>
    /// <param name="reason">Why, when it does not beat its baselines, or was taken back before.</param>
    /// <param name="canary">Share of the users whom it answers first, in (0, 1); everybody when null.</param>
    /// <exception cref="TaojinException">
    /// publish.gate, publish.taken-back: no reason is given though it needs one; publish.other-task; canary.*; or it is missing or damaged.
    /// </exception>
    public ModelCard Run(string alias, ModelVersion version, string? reason, double? canary = null)
    {
        if (alias.Split('@')[0] != version.Task)
            throw new TaojinException("publish.other-task", $"{version} cannot answer as {alias}.", $"Publish it as {version.Task}@live.");
        var card = mine.Models.CardOf(version);
        var isFallback = alias.EndsWith("@fallback", StringComparison.Ordinal);
        if (!isFallback && card.Gate is not { IsPassed: true } && string.IsNullOrWhiteSpace(reason))
            throw new TaojinException(
                "publish.gate", $"{version} is not published: {card.Gate?.Text ?? "it was not judged."}",
                $"Publish a model that beats its baselines, or say why: ./taojin publish {version} --reason \"…\"");
        if (string.IsNullOrWhiteSpace(reason) && TakenBack(alias, version) is { IsAutomatic: true } why)
            throw new TaojinException(
                "publish.taken-back", $"{version} was taken back from {alias} at {why.Time}: {why.Text}",
                $"Publish another version, or say why it shall be tried again: ./taojin publish {version} --reason \"…\"");
        if (canary is { } share)
            Try(alias, version, share, reason);
        else
            mine.Models.Publish(alias, version, reason, From);
        return card;
    }

    /// <summary>Publishes the best model of the last training that beats its baselines and was not taken back before, and what the task publishes beside it.</summary>
    /// <param name="task">The task.</param>
    /// <param name="canary">Share of the users whom it answers first, where another version answers already; everybody when null.</param>
    /// <returns>What was published under which alias; empty when nothing may be.</returns>
    public IReadOnlyList<(string Alias, ModelVersion Version, string Why, string WhyZh)> RunBest(string task, double? canary = null)
    {
        var published = new List<(string, ModelVersion, string, string)>();
        if (Train.Last(mine, task) is not { } run)
            return published;
        var alias = $"{task}@live";
        if (run.Models.FirstOrDefault(model => model.Gate.IsPassed && model.Version is { } version && TakenBack(alias, ModelVersion.Parse(version)) is null) is { } row)
        {
            var best = ModelVersion.Parse(row.Version!);
            if (canary is { } share && mine.Models.Current(alias) is { } current && current != best)
                Try(alias, best, share, null);
            else
                mine.Models.Publish(alias, best, null, From);
            published.Add((alias, best, row.Gate.Text, row.Gate.TextZh));
        }
        foreach (var (other, model, why, whyZh) in Training.TrainingTasks.Of(task).AlsoPublished(run).Where(each => each.Row.Version is not null))
        {
            mine.Models.Publish(other, ModelVersion.Parse(model.Version!), null, From);
            published.Add((other, ModelVersion.Parse(model.Version!), why, whyZh));
        }
        return published;
    }

    /// <summary>Publishes a version, the best of a task, or the best of each.</summary>
    /// <returns>What was published; empty when nothing may be.</returns>
    /// <exception cref="TaojinException">As of the others here.</exception>
    public IReadOnlyList<PublishedVersion> Run(PublishWish wish)
    {
        var publish = wish.WaitSeconds is null ? this : new Publish(mine) { From = Moment(wish.WaitSeconds.Value) };
        var done = wish.What is { } what && what.Contains('/', StringComparison.Ordinal)
            ? [publish.One(wish, ModelVersion.Parse(what))]
            : Train.Tasks.Where(task => wish.What is null || task == wish.What).SelectMany(task => publish.RunBest(task, wish.Canary)).ToArray();
        return [.. done.Select(each => new PublishedVersion(each.Alias, each.Version.ToString(), each.Why, each.WhyZh)
        {
            CanaryShare = mine.Models.Canary(each.Alias) is { } canary && canary.Version == each.Version.ToString() ? canary.Share : null,
            From = publish.From,
        })];
    }

    /// <summary>Lets the canary of an alias answer everybody.</summary>
    /// <exception cref="TaojinException">canary.none.</exception>
    public ModelVersion Promote(string alias) => mine.Models.Promote(alias);

    /// <summary>Ends the canary of an alias, or where none runs lets the version before answer again.</summary>
    /// <param name="alias">The alias.</param>
    /// <param name="reason">Why, for whoever reads the registry later.</param>
    /// <returns>The version that answers everybody now.</returns>
    public ModelVersion Rollback(string alias, string? reason = null) =>
        mine.Models.Rollback(alias, string.IsNullOrWhiteSpace(reason) ? null : new(mine.Now, Withdrawal.Person, reason, reason));

    private Instant Moment(double seconds) => seconds is >= 0 and <= 3600
        ? mine.Now + TimeSpan.FromSeconds(seconds)
        : throw new TaojinException("publish.too-late", $"{seconds} seconds are more than an hour, or none.", "Publish later, or give at most 1h.");

    private (string Alias, ModelVersion Version, string Why, string WhyZh) One(PublishWish wish, ModelVersion version)
    {
        var alias = wish.Alias ?? $"{version.Task}@live";
        var card = Run(alias, version, wish.Reason, wish.Canary);
        return (alias, version, wish.Reason ?? card.Gate?.Text ?? "", wish.Reason ?? card.Gate?.TextZh ?? "");
    }

    private void Try(string alias, ModelVersion version, double share, string? reason)
    {
        if (alias != Aliases.Purchase && (!alias.StartsWith(Aliases.OfRecommenders, StringComparison.Ordinal) || alias == Aliases.RecommendFallback))
            throw new TaojinException("canary.alias", $"{alias} answers nobody in particular, so no share of users can try a version of it.", "Publish it for everybody; recommend@… and purchase@live can be tried out.");
        mine.Models.TryOut(alias, version, share, reason);
    }

    /// <summary>How a version was last taken back from an alias; null when it was not, or was published again since.</summary>
    private Withdrawal? TakenBack(string alias, ModelVersion version) =>
        mine.Models.Publications(alias).LastOrDefault(each => each.Version == version.ToString())?.Ended is { Code: not Withdrawal.Replaced } why ? why : null;
}
