using System.Text.Json;
using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Uplift;
using Taojin.Storage;
using Taojin.Storage.Privacy;

namespace Taojin.Workflows.Marketing;

/// <summary>What a plan earned, told by the users who were kept without an offer.</summary>
public sealed class MarketMeasure(Mine mine)
{
    /// <summary>Compares planned users who got their offer with those held out.</summary>
    /// <param name="planId">Id of the plan; its contacts must be in the log.</param>
    /// <param name="days">Days after the plan that count.</param>
    /// <param name="margin">Part of a sale that is profit.</param>
    /// <exception cref="TaojinException">plan.unknown, campaign.*: what is missing.</exception>
    public MeasuredPlan Run(string planId, int days, double margin)
    {
        var path = Path.Combine(PlanFiles.FolderOf(mine, planId), "plan.json");
        if (planId.AsSpan().ContainsAny("/\\") || !File.Exists(path))
            throw new TaojinException("plan.unknown", $"There is no plan '{planId}'.", "Look into the folder plans of the workspace, or make one: ./taojin market plan");
        var plan = JsonSerializer.Deserialize<MarketingPlan>(File.ReadAllText(path), Snake.Json)!;
        var experiment = CampaignExperiment.Of(mine, mine.LogFor(Purposes.Analytics), new(planId) { Outcome = CampaignOutcome.Spent, Days = days, Control = PlanFiles.HeldOut });
        var cost = experiment.Table.Arms.Select(arm => plan.Offers.First(offer => offer.Arm == arm).Cost).ToArray();
        var table = new ExperimentTable // all offers as one arm: holding out was drawn over all of them
        {
            Features = experiment.Table.Features, Arms = ["plan"], Assignment = Assignment.Randomised,
            Arm = Array.ConvertAll(experiment.Table.Arm, arm => Math.Min(arm, 1)),
            Outcomes = [.. experiment.Table.Outcomes.Select((outcome, row) => (float)((outcome * margin) - (experiment.Table.Arm[row] > 0 ? cost[experiment.Table.Arm[row] - 1] : 0)))],
        };
        var effect = AverageEffect.Of(table, new()).Single();
        var offered = table.Arm.Count(arm => arm == 1);
        var isOver = mine.LogFor(Purposes.Analytics).End >= experiment.Began + TimeSpan.FromDays(days);
        return new(planId, days, offered, table.RowCount - offered, new("profit a user", effect.Value, effect.Low, effect.High, table.RowCount),
            new("profit", effect.Value * offered, effect.Low * offered, effect.High * offered, offered), plan.ExpectedProfit, isOver);
    }
}

/// <summary>What a plan earned.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="Days">Days that count.</param>
/// <param name="Offered">Users who got their offer.</param>
/// <param name="HeldOut">Users kept without.</param>
/// <param name="PerUser">Profit that an offer brought on average, its cost taken off, with a 95 % interval.</param>
/// <param name="Total">The same for all offers.</param>
/// <param name="Expected">What the plan had expected.</param>
/// <param name="IsOver">Whether the log reaches to the end of these days.</param>
public sealed record MeasuredPlan(string PlanId, int Days, int Offered, int HeldOut, MetricValue PerUser, MetricValue Total, MetricValue Expected, bool IsOver);
