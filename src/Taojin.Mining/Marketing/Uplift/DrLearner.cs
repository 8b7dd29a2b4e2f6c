using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Uplift;

/// <summary>Learns doubly robust scores of each person's effect, made by models that never saw the person (cross-fitting).</summary>
/// <remarks>
/// Kennedy 2023, doi:10.1214/23-EJS2157: ψ = μ₁(x) − μ₀(x) + a·(y − μ₁(x)) ÷ e(x) − (1 − a)·(y − μ₀(x)) ÷ (1 − e(x)), learned from x.
/// Right when either the outcomes or the propensities are. Propensities are cut to 0.01–0.99. Costs (folds · 3 + 1) fits an arm.
/// </remarks>
public sealed class DrLearner(BaseLearner learner) : IDescribed<UpliftCard>, IEstimator<ExperimentTable, IUpliftModel>
{
    /// <inheritdoc />
    public static UpliftCard Card { get; } = new("dr-learner", "DR-learner", "DR-学习器（双重稳健）", "doi:10.1214/23-EJS2157", learner => new DrLearner(learner));

    /// <inheritdoc />
    public IUpliftModel Fit(ExperimentTable data, FitContext context)
    {
        data.RequireAllArms(RobustScores.Folds);
        return new Model(data.Arms, [.. Enumerable.Range(0, data.Arms.Count).Select(arm => Effect(data.Only(arm), context))]);
    }

    private IValueModel Effect(ExperimentTable pair, FitContext context) =>
        learner.Value.Fit(new(pair.Features, Array.ConvertAll(RobustScores.Of(pair, learner, context), score => (float)score)), context);

    private sealed class Model(IReadOnlyList<string> arms, IValueModel[] effects) : IUpliftModel
    {
        public IReadOnlyList<string> Arms => arms;

        public void Predict(FeatureTable features, DenseRows uplift)
        {
            var values = new double[features.RowCount];
            for (var arm = 0; arm < arms.Count; arm++)
            {
                effects[arm].Predict(features, values);
                for (var row = 0; row < values.Length; row++)
                    uplift[row][arm] = (float)values[row];
            }
        }
    }
}
