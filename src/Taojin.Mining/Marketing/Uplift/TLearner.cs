using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Uplift;

/// <summary>One model of the outcome for the control and for each arm; the effect is their difference.</summary>
/// <remarks>Künzel et al. 2019, doi:10.1073/pnas.1804597116. The errors of both models add up. Costs a fit an arm and one for the control.</remarks>
public sealed class TLearner(BaseLearner learner) : IDescribed<UpliftCard>, IEstimator<ExperimentTable, IUpliftModel>
{
    /// <inheritdoc />
    public static UpliftCard Card { get; } = new("t-learner", "T-learner", "T-学习器（双模型）", "doi:10.1073/pnas.1804597116", learner => new TLearner(learner));

    /// <inheritdoc />
    public IUpliftModel Fit(ExperimentTable data, FitContext context)
    {
        data.RequireAllArms(1);
        return new Model(data.Arms, [.. Enumerable.Range(0, data.Arms.Count + 1).Select(arm => Outcome(learner, data, arm, context))]);
    }

    /// <summary>What is to be expected of people in the control (0) or an arm (i + 1).</summary>
    internal static IValueModel Outcome(BaseLearner learner, ExperimentTable data, int arm, FitContext context)
    {
        var rows = data.RowsOf(arm);
        return learner.Outcome(data.Features.Pick(rows), [.. rows.Select(row => data.Outcomes[row])], context);
    }

    private sealed class Model(IReadOnlyList<string> arms, IValueModel[] outcomes) : IUpliftModel
    {
        public IReadOnlyList<string> Arms => arms;

        public void Predict(FeatureTable features, DenseRows uplift)
        {
            var (without, with) = (new double[features.RowCount], new double[features.RowCount]);
            outcomes[0].Predict(features, without);
            for (var arm = 0; arm < arms.Count; arm++)
            {
                outcomes[arm + 1].Predict(features, with);
                for (var row = 0; row < with.Length; row++)
                    uplift[row][arm] = (float)(with[row] - without[row]);
            }
        }
    }
}
