using Taojin.Data;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Workflows.Serving;

/// <summary>Makes a list in five steps: retrieve, filter, score, order, explain. The fallback chain never leaves it empty while anything may be shown.</summary>
internal sealed class ListMaker(
    PublishedModels models, Vocabulary users, Catalogue items, UserHistories histories, Func<int, int, Instant, double?> probability)
{
    private static readonly BehaviourWeights Weights = new();

    public RecommendationList Make(RecommendRequest request, Instant now, string requestId)
    {
        var user = users.IndexOf(request.UserId);
        var history = user < 0 ? [] : histories.Weighted(user, Weights).Values.ToArray();
        var touches = user < 0 ? [] : histories.Of(user).ToArray();
        var seen = touches.Where(touch => touch.Kind.IsTouch()).Select(touch => touch.Item).ToHashSet();
        var bought = touches.Where(touch => touch.Kind == EventKind.Purchase).Select(touch => touch.Item).ToHashSet();
        var list = new List<RecommendedItem>();
        PublishedRecommender? answered = null;
        foreach (var (published, hidden) in Passes(seen, bought))
        {
            if (list.Count >= request.Count)
                break;
            var mine = published.Translate(history, items.Ids);
            foreach (var (item, score) in Retrieve(published, mine, request.Count, hidden, list))
                list.Add(Place(published, mine, item, score, list.Count + 1, user, now));
            answered ??= list.Count > 0 ? published : null;
        }
        return new()
        {
            RequestId = requestId,
            UserId = request.UserId,
            Model = answered?.Version ?? "none",
            PurchaseModel = models.Purchase?.Version,
            IsFallback = answered is not null && answered != models.Recommender,
            Items = list,
        };
    }

    /// <summary>Who is asked in which order: for what is new to the user, as models are judged; then for what was seen and not bought.</summary>
    private IEnumerable<(PublishedRecommender Published, HashSet<int> Hidden)> Passes(HashSet<int> seen, HashSet<int> bought)
    {
        foreach (var hidden in new[] { seen, bought })
            foreach (var published in new[] { models.Recommender, models.Fallback }.OfType<PublishedRecommender>().Distinct())
                yield return (published, hidden);
    }

    /// <summary>The best items that may be shown, by the model's indexes: not hidden by the shop or for this user, not in the list already.</summary>
    private (int Index, float Score)[] Retrieve(
        PublishedRecommender published, HistoryItem[] history, int count, HashSet<int> hidden, List<RecommendedItem> taken)
    {
        var scores = new float[published.Model.Items.Count];
        if (!published.TryScore(history, scores))
            return [];
        foreach (var item in hidden)
            Hide(published, items.Ids.IdAt(item), scores);
        foreach (var item in taken)
            Hide(published, item.ItemId, scores);
        foreach (var item in items.HiddenOnes)
            Hide(published, items.Ids.IdAt(item), scores);
        var best = new int[Math.Min(count - taken.Count, scores.Length)];
        var found = TopK.Write(scores, best);
        return [.. best.Take(found).Select(index => (index, scores[index]))];
    }

    private static void Hide(PublishedRecommender published, string id, float[] scores)
    {
        if (published.Model.Items.TryIndexOf(id, out var index))
            scores[index] = float.NaN;
    }

    private RecommendedItem Place(PublishedRecommender published, HistoryItem[] history, int index, float score, int position, int user, Instant now)
    {
        var id = published.Model.Items.IdAt(index);
        var item = items.Ids.IndexOf(id);
        return new()
        {
            Position = position,
            ItemId = id,
            Title = item < 0 ? id : items.NameOf(item),
            Score = score,
            PurchaseProbability = user < 0 || item < 0 ? null : probability(user, item, now),
            Reasons = ListReason.Of(published, history, index, score, user, now, items, histories),
        };
    }
}
