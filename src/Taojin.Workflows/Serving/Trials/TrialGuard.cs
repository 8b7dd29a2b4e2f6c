using Taojin.Data;
using Taojin.Mining.Evaluation.Online;
using Taojin.Mining.Recommendation.Lists;
using Taojin.Storage;
using Taojin.Storage.Models;

namespace Taojin.Workflows.Serving.Trials;

/// <summary>Watches versions that are tried out, and those that answer everybody only since a short while; takes back what does harm.</summary>
/// <remarks>
/// A canary is compared with the stable version, which answers the other users at the same time. A version in its probation is compared with
/// what the one before did, in this process and in the log for as long before the publish: that is no experiment, and what changes with the
/// day of the week may be taken for its fault; the interval is all that guards against it.
/// </remarks>
public sealed class TrialGuard(LiveShop shop)
{
    private Mine Mine => shop.Mine;

    private CanarySettings Settings => Mine.Workspace.Settings.Canary;

    /// <summary>All trials that run.</summary>
    /// <param name="withOutcomes">Whether the log is asked what users did, which takes a query of a second or so over a long trial.</param>
    public IReadOnlyList<TrialState> States(bool withOutcomes = true) => [.. Running().Select(each => State(each, withOutcomes))];

    /// <summary>Looks once: takes back what does harm, promotes what did none for long enough.</summary>
    /// <param name="withOutcomes">Whether the log is asked too.</param>
    /// <returns>What was done.</returns>
    public IReadOnlyList<TrialEnd> Look(bool withOutcomes = true)
    {
        var ends = shop.BrokenCanaries.Select(broken => TakeBack(broken.Alias, broken.Version, new("damaged", $"It cannot be read: {broken.Why}", $"无法读取：{broken.Why}", [])))
            .Concat(States(withOutcomes).Select(End)).OfType<TrialEnd>().ToArray();
        if (ends.Length > 0)
            shop.Reload();
        return ends;
    }

    private TrialEnd? End(TrialState state)
    {
        var version = ModelVersion.Parse(state.Version);
        if (state.Harm is { } harm)
            return TakeBack(state.Alias, version, harm);
        if (state.Kind != "canary" || state.Until is not { } until || Mine.Now < until || state.Arms[0].Answers == 0)
            return null;
        Mine.Models.Promote(state.Alias);
        return new(Mine.Now, "promoted", state.Alias, state.Version, state.Stable, "clean", "It did no harm in its time as a canary.", "金丝雀期间未发现问题。", []);
    }

    private TrialEnd? TakeBack(string alias, ModelVersion version, TrialHarm harm)
    {
        var why = new Withdrawal(Mine.Now, harm.Code, harm.Text, harm.TextZh) { Figures = harm.Figures };
        return Mine.Models.TakeBack(alias, version, why)
            ? new(why.Time, "rolled_back", alias, version.ToString(), Mine.Models.Current(alias)?.ToString() ?? "none", harm.Code, harm.Text, harm.TextZh, harm.Figures)
            : null; // another server or a person was faster
    }

    private IEnumerable<Trial> Running()
    {
        foreach (var (alias, all) in Mine.Models.Publications())
        {
            var full = all.Where(each => each.IsFull).TakeLast(2).ToArray();
            if (all.LastOrDefault(each => each.IsCanary) is { } canary && full.Length > 0)
                yield return new(alias, canary, full[^1]);
            else if (full is [var before, var now] && before.Version != now.Version && Mine.Now - now.Time < TimeSpan.FromHours(Settings.ProbationHours) && IsWatched(alias))
                yield return new(alias, now, before);
        }
    }

    private static bool IsWatched(string alias) => alias == Aliases.Purchase || (alias.StartsWith(Aliases.OfRecommenders, StringComparison.Ordinal) && alias != Aliases.RecommendFallback);

    private TrialState State(Trial trial, bool withOutcomes)
    {
        var (version, stable) = (shop.Watch.Of(trial.Version.Version), shop.Watch.Of(trial.Stable.Version));
        if (withOutcomes && trial.Alias.StartsWith(Aliases.OfRecommenders, StringComparison.Ordinal))
        {
            var (ours, theirs) = Outcomes(trial);
            version = (version ?? new() { Answers = 0 }) with { Outcomes = ours };
            stable = (stable ?? new() { Answers = 0 }) with { Outcomes = theirs };
        }
        var hours = trial.IsCanary ? Settings.PromoteAfterHours : Settings.ProbationHours;
        return new()
        {
            Alias = trial.Alias,
            Version = trial.Version.Version,
            Stable = trial.Stable.Version,
            Kind = trial.IsCanary ? "canary" : "probation",
            Share = trial.Version.Share ?? 1,
            Since = trial.Version.Time,
            Until = hours > 0 ? trial.Version.Time + TimeSpan.FromHours(hours) : null,
            Arms = [TrialArmState.Of(trial.IsCanary ? "canary" : "current", trial.Version.Version, version), TrialArmState.Of("stable", trial.Stable.Version, stable)],
            Differences = version?.Outcomes is { Users: > 1 } one && stable?.Outcomes is { Users: > 1 } other ? one.Against(other) : [],
            Harm = version is null ? null : TrialJudge.Judge(version, stable, Settings.Limits),
        };
    }

    /// <summary>What users did with the lists of both, at the placements that ask the alias. Users who have no arm want no personalisation: they are on neither side of a canary.</summary>
    private (OnlineOutcomes Version, OnlineOutcomes Stable) Outcomes(Trial trial)
    {
        var placements = Mine.Workspace.Settings.Placements.Values.Append(Placement.Plain).DistinctBy(each => each.Name)
            .Where(each => each.Retrievers.Contains(trial.Alias)).Select(each => each.Name).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<OnlineRow> Rows(Instant since, Instant? until) => [.. Mine.Workspace.Online.Outcomes(since, until).Where(row => placements.Contains(row.Placement))];
        var (now, arm) = (Rows(trial.Version.Time, null), CanaryModels.ArmOf(trial.Alias));
        return trial.IsCanary
            ? (Of(now.Where(row => row.Arm == arm)), Of(now.Where(row => row.Arm is not null && row.Arm != arm)))
            : (Of(now), Of(Rows(trial.Version.Time - TimeSpan.FromHours(Settings.ProbationHours), trial.Version.Time)));
    }

    private static OnlineOutcomes Of(IEnumerable<OnlineRow> rows) => new([.. rows.Select(row => row.User)]);

    private sealed record Trial(string Alias, Publication Version, Publication Stable)
    {
        public bool IsCanary => Version.IsCanary;
    }
}

/// <summary>A trial that the guard ended.</summary>
/// <param name="Time">When.</param>
/// <param name="Act"><c>rolled_back</c> or <c>promoted</c>.</param>
/// <param name="Alias">The alias.</param>
/// <param name="Version">The version that was on trial.</param>
/// <param name="Stable">The version that answered before; after a rollback it answers everybody.</param>
/// <param name="Code">Why: <c>errors</c>, <c>nan</c>, <c>empty</c>, <c>slow</c>, <c>metric</c>, <c>damaged</c>, or <c>clean</c>.</param>
/// <param name="Text">In English.</param>
/// <param name="TextZh">In Chinese.</param>
/// <param name="Figures">What it rests on.</param>
public sealed record TrialEnd(Instant Time, string Act, string Alias, string Version, string Stable, string Code, string Text, string TextZh, IReadOnlyList<TrialFigure> Figures);
