using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Uplift;

/// <summary>One model of the outcome that sees the treatment as a column; the effect is what it says with and without.</summary>
/// <remarks>Künzel et al. 2019, doi:10.1073/pnas.1804597116. Weak effects may be ignored by trees, which pulls it towards no effect at all. Costs one fit.</remarks>
public sealed class SLearner(BaseLearner learner) : IDescribed<UpliftCard>, IEstimator<ExperimentTable, IUpliftModel>
{
    /// <inheritdoc />
    public static UpliftCard Card { get; } = new("s-learner", "S-learner", "S-学习器（单模型）", "doi:10.1073/pnas.1804597116", learner => new SLearner(learner));

    /// <inheritdoc />
    public IUpliftModel Fit(ExperimentTable data, FitContext context)
    {
        data.RequireAllArms(1);
        var model = learner.Outcome(ArmColumns.With(data.Features, data.Arm, data.Arms.Count, learner.IsAdditive), data.Outcomes, context);
        return new Model(data.Arms, model, learner.IsAdditive);
    }

    private sealed class Model(IReadOnlyList<string> arms, IValueModel outcome, bool withProducts) : IUpliftModel
    {
        public IReadOnlyList<string> Arms => arms;

        public void Predict(FeatureTable features, DenseRows uplift)
        {
            var without = Under(features, 0);
            for (var arm = 0; arm < arms.Count; arm++)
            {
                var with = Under(features, arm + 1);
                for (var row = 0; row < with.Length; row++)
                    uplift[row][arm] = (float)(with[row] - without[row]);
            }
        }

        private double[] Under(FeatureTable features, int arm)
        {
            var (given, values) = (new int[features.RowCount], new double[features.RowCount]);
            Array.Fill(given, arm);
            outcome.Predict(ArmColumns.With(features, given, arms.Count, withProducts), values);
            return values;
        }
    }
}
