using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Budget;
using Taojin.Mining.Marketing.Uplift;
using Taojin.Numerics;
using Taojin.Storage.Privacy;

namespace Taojin.Workflows.Marketing;

/// <summary>Carries the effects of an experiment over to all users and spends a budget where it earns most.</summary>
public sealed class MarketPlan(Mine mine)
{
    private const double LeastOverlap = 0.9;
    private static readonly double[] Steps = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3];

    /// <summary>Makes a plan, writes its folder and, when asked, its contacts into the log.</summary>
    /// <exception cref="TaojinException">campaign.*, plan.*: what is missing, or which rules contradict.</exception>
    public MarketingPlan Run(PlanRequest request, FitContext context)
    {
        request.Require();
        var log = mine.LogFor(Purposes.Analytics);
        var experiment = CampaignExperiment.Of(mine, log, request.Experiment with { Outcome = CampaignOutcome.Spent });
        var offers = Arms(experiment, request);
        var (card, learner) = Learner(experiment.Table, context);
        var people = PlanPeople.Of(mine, log, request);
        var choices = Choices(learner.Fit(experiment.Table, context), people, (request, offers));
        var rules = people.Rules(request);
        var allocation = rules.Count == 0 ? BudgetAllocation.Solve(choices) : CoupledAllocation.Solve(choices, rules);
        var holdout = Holdout.Of(allocation, request.HoldoutShare, context);
        var value = new PlanValue(experiment, request, offers, allocation) { Offered = allocation.Offered - holdout.IsHeldOut.Count(each => each) };
        var kept = holdout.Without(allocation, choices);
        var plan = new MarketingPlan
        {
            PlanId = $"plan-{mine.Now.ToDateTimeOffset():yyyyMMdd-HHmmss}",
            Made = mine.Now,
            FromCampaign = experiment.CampaignId,
            Learner = card,
            Eligible = people.Users.Length,
            LeftOut = people.LeftOut,
            Offers = Rows(request, offers, (choices, kept)),
            Budget = request.Budget,
            Spent = kept.Cost,
            ExpectedProfit = MayBeTold(experiment.Table, context) ? value.Expected(learner, context) : new("profit", double.NaN, double.NaN, double.NaN, kept.Offered),
            ModelledProfit = kept.Profit,
            Gap = allocation.Gap,
            ShadowPrice = allocation.ShadowPrice,
            Curve = [.. BudgetAllocation.Curve(choices, Steps.Select(step => step * request.Budget)).Select(point => new BudgetPoint(point.Budget, point.Profit, point.ShadowPrice))],
            Rules = [.. rules.Select(rule => new PlanNote(rule.Name, rule.NameZh))],
            Assumptions = PlanWords.Assumptions(experiment, request),
            Measurement = PlanWords.Measurement(request, Holdout.SmallestVisible(allocation.Offered, request.HoldoutShare, value.Deviation)),
            HeldOut = holdout.IsHeldOut.Count(each => each),
            Folder = "",
        };
        return new PlanFiles(mine).Write(plan, request, new(people, offers, choices, allocation, holdout));
    }

    private static int[] Arms(CampaignExperiment experiment, PlanRequest request)
    {
        int[] arms = [.. request.Offers.Select(offer => experiment.Table.Arms.ToList().IndexOf(offer.Arm))];
        if (arms.Length == 0 || Array.Exists(arms, arm => arm < 0))
            throw new TaojinException("plan.offer-unknown", $"Campaign '{experiment.CampaignId}' tried: {string.Join(", ", experiment.Table.Arms)}.", "Name offers by these arms: --offer ARM=COST@CHANNEL");
        return arms;
    }

    /// <summary>The learner that ranks people it did not see best; a dead heat goes to the first.</summary>
    private static (string Name, IEstimator<ExperimentTable, IUpliftModel> Learner) Learner(ExperimentTable table, FitContext context) =>
        MarketUplift.Learners(table.Assignment).Where(each => each.Card.Name is "dr-learner" or "t-learner" or "x-learner" or "uplift-forest")
            .Select(each => (each.Name, Learner: each.Card.Create(each.Base)))
            .MaxBy(each => Mean(RobustArea(table, each.Learner, context)));

    private static double[] RobustArea(ExperimentTable table, IEstimator<ExperimentTable, IUpliftModel> learner, FitContext context)
    {
        var said = CrossFitting.Uplift(table, learner, context);
        return [.. table.Arms.Select((_, arm) => UpliftCurve.Of([.. Enumerable.Range(0, table.RowCount).Where(row => table.Arm[row] == 0 || table.Arm[row] == arm + 1)
            .Select(row => new UpliftCase(said[row][arm], table.Arm[row] > 0, table.Outcomes[row]))]).QiniArea())];
    }

    private static double Mean(double[] areas) => areas.Where(area => !double.IsNaN(area)).DefaultIfEmpty(double.NegativeInfinity).Average();

    private static OfferChoices Choices(IUpliftModel model, PlanPeople people, (PlanRequest Request, int[] Arms) asked)
    {
        var (offers, said) = (asked.Arms.Length, new DenseRows(people.Users.Length, model.Arms.Count));
        model.Predict(people.Facts, said);
        var (profit, cost) = (new double[people.Users.Length * offers], new double[people.Users.Length * offers]);
        for (var user = 0; user < people.Users.Length; user++)
            for (var offer = 0; offer < offers; offer++)
            {
                cost[(user * offers) + offer] = asked.Request.Offers[offer].Cost;
                profit[(user * offers) + offer] = (said[user][asked.Arms[offer]] * asked.Request.Margin) - asked.Request.Offers[offer].Cost;
            }
        return new() { Users = people.Users.Length, Offers = offers, Profit = profit, Cost = cost, Budget = asked.Request.Budget };
    }

    private static IReadOnlyList<OfferRow> Rows(PlanRequest request, int[] arms, (OfferChoices Choices, Allocation Allocation) plan) =>
    [
        .. request.Offers.Select((offer, place) => new OfferRow(
            offer.Arm, offer.Channel, offer.Cost, plan.Allocation.Offer.Count(each => each == place),
            plan.Allocation.Offer.Select((each, user) => each == place ? plan.Choices.Profit[(user * arms.Length) + place] : 0).Sum())),
    ];

    /// <summary>Without chance and without overlap no figure of profit is given: it would be a guess.</summary>
    private static bool MayBeTold(ExperimentTable table, FitContext context) =>
        table.Assignment == Assignment.Randomised || TreatmentBalance.Of(table, context).All(balance => balance.Overlap >= LeastOverlap);
}
