using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Uplift;

/// <summary>Fills in for each person what would have come out otherwise, learns the differences in both groups and weighs them by the propensity.</summary>
/// <remarks>
/// Künzel et al. 2019, doi:10.1073/pnas.1804597116: τ(x) = e(x)·τ₀(x) + (1 − e(x))·τ₁(x). Good where one group is much larger. Costs four fits an arm.
/// </remarks>
public sealed class XLearner(BaseLearner learner) : IDescribed<UpliftCard>, IEstimator<ExperimentTable, IUpliftModel>
{
    /// <inheritdoc />
    public static UpliftCard Card { get; } = new("x-learner", "X-learner", "X-学习器（交叉补全）", "doi:10.1073/pnas.1804597116", learner => new XLearner(learner));

    /// <inheritdoc />
    public IUpliftModel Fit(ExperimentTable data, FitContext context)
    {
        data.RequireAllArms(2);
        return new Model(data.Arms, [.. Enumerable.Range(0, data.Arms.Count).Select(arm => Effect(data.Only(arm), context))]);
    }

    private (IValueModel OfControl, IValueModel OfTreated, IValueModel Propensity) Effect(ExperimentTable pair, FitContext context)
    {
        var (without, with) = (TLearner.Outcome(learner, pair, 0, context), TLearner.Outcome(learner, pair, 1, context));
        return (Differences(pair, 0, with, context), Differences(pair, 1, without, context), Propensity.Of(pair, context));
    }

    /// <summary>Learns treated less untreated outcomes of one group, the one that did not happen by the other group's model.</summary>
    private IValueModel Differences(ExperimentTable pair, int group, IValueModel other, FitContext context)
    {
        var rows = pair.RowsOf(group);
        var features = pair.Features.Pick(rows);
        var imagined = new double[rows.Length];
        other.Predict(features, imagined);
        var differences = rows.Select((row, place) => (float)((imagined[place] - pair.Outcomes[row]) * (group == 0 ? 1 : -1))).ToArray();
        return learner.Value.Fit(new(features, differences), context);
    }

    private sealed class Model(IReadOnlyList<string> arms, (IValueModel OfControl, IValueModel OfTreated, IValueModel Propensity)[] effects) : IUpliftModel
    {
        public IReadOnlyList<string> Arms => arms;

        public void Predict(FeatureTable features, DenseRows uplift)
        {
            var (control, treated, share) = (new double[features.RowCount], new double[features.RowCount], new double[features.RowCount]);
            for (var arm = 0; arm < arms.Count; arm++)
            {
                effects[arm].OfControl.Predict(features, control);
                effects[arm].OfTreated.Predict(features, treated);
                effects[arm].Propensity.Predict(features, share);
                for (var row = 0; row < share.Length; row++)
                    uplift[row][arm] = (float)((share[row] * control[row]) + ((1 - share[row]) * treated[row]));
            }
        }
    }
}
