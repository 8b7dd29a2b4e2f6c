using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;

namespace Taojin.Workflows.Tuning;

/// <summary>Recommenders, chosen by NDCG@10 on the validation window.</summary>
internal sealed class RecommendGround(RankingTest validation, string data, Algorithms algorithms) : ITuningGround
{
    public string Metric => "NDCG@10";

    public string Data => data;

    public bool HasShares => false;

    public double Judge(AlgorithmCard card, object options, double share, FitContext context) =>
        RankingEvaluation.Evaluate(algorithms.Estimator<Interactions, IRecommender>(card.Name, options).Fit(validation.Past, context), validation, context).Main.Value;
}
