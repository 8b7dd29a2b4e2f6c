using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Purchase;
using Taojin.Mining.Recommendation;
using Taojin.Storage.Models;
using Taojin.Workflows.Serving;

namespace Taojin.Workflows.Training;

/// <summary>The version that answers now, judged on the window of a training. Only one that has seen nothing of the window: else it would look better than it is.</summary>
/// <param name="Version">The version.</param>
/// <param name="Score">What it reaches.</param>
internal sealed record PresentModel(string Version, ModelScore Score)
{
    /// <summary>The published recommender; null when there is none, or it has seen the window.</summary>
    public static PresentModel? Recommender(Mine mine, (ShopLog Log, Instant Cut) past, RankingTest test, FitContext context)
    {
        if (Open(mine, Aliases.Recommend, past.Cut) is not { } open)
            return null;
        var model = new PublishedRecommender(open.Version.ToString(), (IRecommender)mine.Algorithms[open.Card.Algorithm].Load(open.Parts), open.Card.Weights);
        return new(model.Version, RankingEvaluation.Evaluate(new PresentRecommender(model, past.Log.Before(past.Cut)), test, context with { Progress = null }));
    }

    /// <summary>The published model of purchases; null when there is none, or it has seen the window, or reads columns that were not made.</summary>
    public static PresentModel? Purchase(Mine mine, PurchaseTest test, FitContext context)
    {
        if (Open(mine, Aliases.Purchase, test.Cut) is not { } open || (mine.Algorithms[open.Card.Algorithm].ReadsTrail && test.Features.Trail is null))
            return null;
        var (model, said) = ((IProbabilityModel)mine.Algorithms[open.Card.Algorithm].Load(open.Parts), new double[test.Labels.Length]);
        model.Predict(test.Features, said);
        return new(open.Version.ToString(), ProbabilityEvaluation.Evaluate(test.Labels, said, test.Users, context with { Progress = null }));
    }

    private static OpenModel? Open(Mine mine, string alias, Instant cut) =>
        mine.Models.Current(alias) is { } version && mine.Models.CardOf(version).DataUntil <= cut ? mine.Models.Open(version) : null;

    /// <summary>A published model under the indexes of another log.</summary>
    private sealed class PresentRecommender(PublishedRecommender present, ShopLog past) : IRecommender
    {
        private readonly UserHistories _histories = new(past);
        private readonly int[] _items = [.. past.Items.Ids.Ids.Select(id => present.Model.Items.IndexOf(id))];

        public Vocabulary Users => past.Users;

        public Vocabulary Items => past.Items.Ids;

        public void Score(int user, Span<float> scores)
        {
            scores.Fill(float.NaN);
            var own = new float[present.Model.Items.Count];
            if (!present.TryScore(past.Users.IdAt(user), present.PastOf(_histories.Of(user), past.Items.Ids, isVisit: false), own))
                return;
            for (var item = 0; item < scores.Length; item++)
                if (_items[item] >= 0)
                    scores[item] = own[_items[item]];
        }
    }
}
