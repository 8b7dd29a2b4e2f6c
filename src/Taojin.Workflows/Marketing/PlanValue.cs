using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Budget;
using Taojin.Mining.Marketing.Uplift;
using Taojin.Numerics;

namespace Taojin.Workflows.Marketing;

/// <summary>What a plan is expected to earn, told by people of the experiment whom the models did not see.</summary>
/// <remarks>
/// The plan's rule (the offer of most margin · uplift − (1 + shadow price) · cost) is applied to people of the experiment with effects learned from others; the
/// mean of their doubly robust scores is what the rule earns a person, free of the optimism of picking by the same predictions.
/// </remarks>
internal sealed class PlanValue(CampaignExperiment experiment, PlanRequest request, int[] arms, Allocation allocation)
{
    private const double Normal95 = 1.959963984540054;

    /// <summary>Users who get their offer.</summary>
    public required int Offered { get; init; }

    /// <summary>Standard deviation of a person's profit.</summary>
    public double Deviation
    {
        get
        {
            var mean = experiment.Table.Outcomes.Average();
            return request.Margin * Math.Sqrt(experiment.Table.Outcomes.Sum(outcome => (outcome - mean) * (outcome - mean)) / experiment.Table.RowCount);
        }
    }

    /// <summary>Profit of the whole plan with its 95 % interval.</summary>
    public MetricValue Expected(IEstimator<ExperimentTable, IUpliftModel> learner, FitContext context)
    {
        var said = CrossFitting.Uplift(experiment.Table, learner, context);
        var gains = new List<double>();
        for (var offer = 0; offer < arms.Length; offer++)
            gains.AddRange(Gains(said, offer, context));
        if (gains.Count < 2)
            return new("profit", 0, 0, 0, Offered);
        var mean = gains.Average();
        var error = Math.Sqrt(gains.Sum(gain => (gain - mean) * (gain - mean)) / (gains.Count - 1) / gains.Count);
        return new("profit", mean * Offered, (mean - (Normal95 * error)) * Offered, (mean + (Normal95 * error)) * Offered, Offered);
    }

    /// <summary>Robust profit of people of the control and one arm to whom the rule would make this offer.</summary>
    private IEnumerable<double> Gains(DenseRows said, int offer, FitContext context)
    {
        var table = experiment.Table;
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => table.Arm[row] == 0 || table.Arm[row] == arms[offer] + 1)];
        var scores = RobustScores.Of(table.Only(arms[offer]), BaseLearner.Linear, context);
        for (var place = 0; place < rows.Length; place++)
            if (Chosen(said[rows[place]]) == offer)
                yield return (scores[place] * request.Margin) - request.Offers[offer].Cost;
    }

    private int Chosen(ReadOnlySpan<float> uplift)
    {
        var (best, value) = (-1, 0.0);
        for (var offer = 0; offer < arms.Length; offer++)
            if ((uplift[arms[offer]] * request.Margin) - ((1 + allocation.ShadowPrice) * request.Offers[offer].Cost) is var worth && worth > value)
                (best, value) = (offer, worth);
        return best;
    }
}
