using Taojin.Data;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Workflows.Serving;

/// <summary>Makes a list in five steps: retrieve, filter, score, order, explain. The fallback chain never leaves it empty while anything may be shown.</summary>
internal sealed class ListMaker(
    PublishedModels models, Vocabulary users, Catalogue items, UserHistories histories, Func<int, int, Instant, double?> probability)
{
    public RecommendationList Make(RecommendRequest request, Instant now, string requestId)
    {
        var user = users.IndexOf(request.UserId);
        var touches = user < 0 ? [] : histories.Of(user).ToArray();
        var seen = touches.Where(touch => touch.Kind.IsTouch()).Select(touch => touch.Item).ToHashSet();
        var bought = touches.Where(touch => touch.Kind == EventKind.Purchase).Select(touch => touch.Item).ToHashSet();
        var list = new List<RecommendedItem>();
        PublishedRecommender? answered = null;
        foreach (var (published, hidden) in Passes(seen, bought))
        {
            if (list.Count >= request.Count)
                break;
            var mine = published.PastOf(user, histories, items.Ids);
            var reasons = new ListReason(published, mine, user, now, items, histories);
            foreach (var (item, score) in Retrieve(published, mine, request, hidden, list))
                list.Add(Place(reasons, published.Model.Items.IdAt(item), (item, score), (list.Count + 1, user, now)));
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
        PublishedRecommender published, UserPast past, RecommendRequest request, HashSet<int> hidden, List<RecommendedItem> taken)
    {
        var scores = new float[published.Model.Items.Count];
        if (!published.TryScore(request.UserId, past, scores))
            return [];
        foreach (var item in hidden)
            Hide(published, items.Ids.IdAt(item), scores);
        foreach (var item in taken)
            Hide(published, item.ItemId, scores);
        foreach (var item in items.HiddenOnes)
            Hide(published, items.Ids.IdAt(item), scores);
        var best = new int[Math.Min(request.Count - taken.Count, scores.Length)];
        var found = TopK.Write(scores, best);
        return [.. best.Take(found).Select(index => (index, scores[index]))];
    }

    private static void Hide(PublishedRecommender published, string id, float[] scores)
    {
        if (published.Model.Items.TryIndexOf(id, out var index))
            scores[index] = float.NaN;
    }

    private RecommendedItem Place(ListReason reasons, string id, (int Index, float Score) found, (int Position, int User, Instant Now) asked)
    {
        var item = items.Ids.IndexOf(id);
        return new()
        {
            Position = asked.Position,
            ItemId = id,
            Title = item < 0 ? id : items.NameOf(item),
            Score = found.Score,
            PurchaseProbability = asked.User < 0 || item < 0 ? null : probability(asked.User, item, asked.Now),
            Reasons = reasons.Of(found.Index, found.Score),
        };
    }
}
