using Taojin.Data;
using Taojin.Mining.Evaluation;

namespace Taojin.Workflows.Marketing;

/// <summary>Who is offered what, what that is expected to earn, what it rests on and how it will be measured.</summary>
public sealed record MarketingPlan
{
    /// <summary>Id of the plan: the campaign id of its contacts.</summary>
    public required string PlanId { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant Made { get; init; }

    /// <summary>The campaign whose effects are carried over.</summary>
    public required string FromCampaign { get; init; }

    /// <summary>The learner of effects that ranked users.</summary>
    public required string Learner { get; init; }

    /// <summary>Users who could be offered something.</summary>
    public required int Eligible { get; init; }

    /// <summary>Users left out because they were reached often enough already.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Each offer with its users.</summary>
    public required IReadOnlyList<OfferRow> Offers { get; init; }

    /// <summary>Most that may be spent.</summary>
    public required double Budget { get; init; }

    /// <summary>What the plan takes of it.</summary>
    public required double Spent { get; init; }

    /// <summary>Profit over making no offers, from people of the experiment whom the models did not see; NaN where no effect was proven and none can be adjusted for.</summary>
    public required MetricValue ExpectedProfit { get; init; }

    /// <summary>The same as the models say it for the users of the plan; usually too high, since users were picked by it.</summary>
    public required double ModelledProfit { get; init; }

    /// <summary>No plan within the budget can do better by the same models, as a share: 0.01 is one per cent.</summary>
    public required double Gap { get; init; }

    /// <summary>Profit that one more unit of budget would bring.</summary>
    public required double ShadowPrice { get; init; }

    /// <summary>Modelled profit at other budgets.</summary>
    public required IReadOnlyList<BudgetPoint> Curve { get; init; }

    /// <summary>Modelled profit at any budget, along the curve; beyond its end what stands there.</summary>
    /// <param name="budget">0 or more.</param>
    public double ProfitAt(double budget)
    {
        var before = new BudgetPoint(0, 0, 0);
        foreach (var point in Curve)
        {
            if (budget <= point.Budget)
                return before.ModelledProfit + ((point.ModelledProfit - before.ModelledProfit) * (budget - before.Budget) / Math.Max(1e-12, point.Budget - before.Budget));
            before = point;
        }
        return before.ModelledProfit;
    }

    /// <summary>Rules beside the budget, each kept.</summary>
    public required IReadOnlyList<PlanNote> Rules { get; init; }

    /// <summary>What must be true for the figures to hold.</summary>
    public required IReadOnlyList<PlanNote> Assumptions { get; init; }

    /// <summary>How it will be measured.</summary>
    public required PlanNote Measurement { get; init; }

    /// <summary>Users kept without an offer to measure it.</summary>
    public required int HeldOut { get; init; }

    /// <summary>Folder of the plan: <c>offers.csv</c> for a mail tool, <c>exposures.csv</c> for the log, <c>plan.json</c>.</summary>
    public required string Folder { get; init; }
}

/// <summary>An offer of a plan.</summary>
/// <param name="Arm">The offer.</param>
/// <param name="Channel">By which channel.</param>
/// <param name="Cost">Cost a user.</param>
/// <param name="Offered">Users who get it.</param>
/// <param name="ModelledProfit">Profit the models expect of it.</param>
public sealed record OfferRow(string Arm, string Channel, double Cost, int Offered, double ModelledProfit);

/// <summary>A budget and what it would bring.</summary>
public sealed record BudgetPoint(double Budget, double ModelledProfit, double ShadowPrice);

/// <summary>A sentence of a plan in both languages.</summary>
public sealed record PlanNote(string Text, string TextZh);
