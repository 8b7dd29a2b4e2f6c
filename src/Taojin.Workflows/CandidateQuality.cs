using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Evaluation.Online;

namespace Taojin.Workflows;

/// <summary>What a placement would have brought, before anybody is shown its lists: estimated from what others were shown, and with what probability.</summary>
/// <remarks>
/// The candidate's lists are those it made as a shadow, at the time and with the state of then: lists made today would know what users did since.
/// Each place of a list is a decision; its probability is that of the item at the place, over all that chance might have put above, as exploration logged it. Where the log
/// never shows by chance what the candidate prefers, the estimate rests on few decisions, and <c>effective decisions</c> says how few.
/// </remarks>
public sealed class CandidateQuality(Mine mine)
{
    /// <summary>The estimates.</summary>
    /// <param name="placement">The candidate: a placement that ran as the shadow of an experiment.</param>
    /// <param name="days">How many days back.</param>
    /// <exception cref="TaojinException">experiment.no-shadow: it made no lists beside shown ones whose probabilities are known.</exception>
    public CandidateReport Run(string placement, double days = 30)
    {
        var since = mine.Now - TimeSpan.FromDays(days);
        var log = mine.Workspace.Online.Places(placement, since);
        if (log.Count == 0)
            throw new TaojinException(
                "experiment.no-shadow", $"'{placement}' made no lists beside shown ones in the last {days:0.#} days.",
                "Name it as the shadow of an experiment in taojin.toml, with some exploration in the arms that are shown, and come back when lists were shown.");
        var rewards = new ChoiceRewards([.. log.Select(each => (each.ItemId, each.IsTouched ? 1.0 : 0.0))]);
        LoggedDecision[] decisions = [.. log.Select((each, place) => new LoggedDecision(
            each.IsTouched ? 1 : 0, each.Propensity, each.Candidate == each.ItemId ? 1 : 0, rewards.Of(place, each.ItemId), each.Candidate is null ? 0 : rewards.Of(place, each.Candidate)))];
        return new(placement, since.ToDateTimeOffset(), decisions.Length, decisions.Average(each => each.Reward), OffPolicy.Estimate(decisions, seed: 1));
    }
}

/// <summary>What a candidate would have brought.</summary>
/// <param name="Candidate">The placement.</param>
/// <param name="Since">Lists made before are left out.</param>
/// <param name="Places">Places of shown lists that it was compared on.</param>
/// <param name="Shown">Share of these places that were touched as they were shown.</param>
/// <param name="Estimates">The same share had the candidate's lists been shown: IPS, SNIPS, DM, DR with intervals, and effective decisions.</param>
public sealed record CandidateReport(string Candidate, DateTimeOffset Since, int Places, double Shown, IReadOnlyList<MetricValue> Estimates);
