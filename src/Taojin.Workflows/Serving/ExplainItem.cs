using Taojin.Data;

namespace Taojin.Workflows.Serving;

/// <summary>A question about one item of one user.</summary>
/// <param name="UserId">For whom.</param>
/// <param name="ItemId">Which item.</param>
/// <param name="Count">Length of the list that it is or is not in.</param>
public sealed record ExplainRequest(string UserId, string ItemId, int Count = 10);

/// <summary>Why an item is or is not in a user's list.</summary>
public sealed record ItemExplanation
{
    /// <summary>For whom.</summary>
    public required string UserId { get; init; }

    /// <summary>The item.</summary>
    public required string ItemId { get; init; }

    /// <summary>What to call it.</summary>
    public required string Title { get; init; }

    /// <summary>The model that scored it; <c>none</c> when none can.</summary>
    public required string Model { get; init; }

    /// <summary>Whether a list of the length asked for holds it.</summary>
    public required bool IsInList { get; init; }

    /// <summary>Why, in English.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why, in Chinese.</summary>
    public required string VerdictZh { get; init; }

    /// <summary>Its score; null when it has none.</summary>
    public double? Score { get; init; }

    /// <summary>Its place among the items new to the user that may be shown, from 1; for an item that may not, the place it would have. Null without a score.</summary>
    public int? Rank { get; init; }

    /// <summary>How many items may be shown and have a score.</summary>
    public int Of { get; init; }

    /// <summary>Probability that the user buys it; null when no purchase model is published.</summary>
    public double? PurchaseProbability { get; init; }

    /// <summary>All that adds to the score or takes from it, the highest first.</summary>
    public IReadOnlyList<AnswerReason> Reasons { get; init; } = [];
}

/// <summary>Finds out where an item stands for a user, by the same scores as the list.</summary>
internal sealed class ExplainItem(
    PublishedModels models, Vocabulary users, Catalogue items, UserHistories histories, Func<int, int, Instant, double?> probability)
{
    /// <param name="request">The question.</param>
    /// <param name="list">The list that the user gets now.</param>
    /// <param name="now">The moment of the answer.</param>
    /// <exception cref="TaojinException">The shop has no such item.</exception>
    public ItemExplanation Explain(ExplainRequest request, RecommendationList list, Instant now)
    {
        if (!items.Ids.TryIndexOf(request.ItemId, out var item))
            throw new TaojinException("item.unknown", $"The log and the catalogue hold no item '{request.ItemId}'.", "Import the item first, or ask for another.");
        var user = users.IndexOf(request.UserId);
        var isIn = list.Items.Any(each => each.ItemId == request.ItemId);
        var kinds = user < 0 ? [] : histories.Of(user).Where(touch => touch.Item == item && touch.Kind.IsTouch()).Select(touch => touch.Kind).ToHashSet();
        var bare = new ItemExplanation { UserId = request.UserId, ItemId = request.ItemId, Title = items.NameOf(item), Model = "none", IsInList = isIn, Verdict = "", VerdictZh = "" };
        foreach (var published in new[] { models.Recommender, models.Fallback }.OfType<PublishedRecommender>().Distinct())
        {
            var past = published.PastOf(histories.Of(user), items.Ids, isVisit: false);
            var scores = new float[published.Model.Items.Count];
            if (!published.TryScore(request.UserId, past, scores))
                continue;
            var index = published.Model.Items.IndexOf(request.ItemId);
            bare = bare with { Model = published.Version, PurchaseProbability = user < 0 ? null : probability(user, item, now) };
            if (index < 0 || float.IsNaN(scores[index]))
                return WithVerdict(bare, (item, kinds, request.Count), isScored: false);
            var (rank, of) = Place(published, scores, index, user);
            var reasons = new ListReason(published, past, histories.Of(user), now, items).All(index, scores[index]);
            return WithVerdict(bare with { Score = scores[index], Rank = rank, Of = of, Reasons = reasons }, (item, kinds, request.Count), isScored: true);
        }
        return WithVerdict(bare, (item, kinds, request.Count), isScored: false);
    }

    /// <summary>Place by score among what may be shown, equal scores by index as in a list.</summary>
    private (int Rank, int Of) Place(PublishedRecommender published, float[] scores, int index, int user)
    {
        var hidden = items.HiddenOnes.Concat(user < 0 ? [] : histories.Of(user).Where(touch => touch.Kind.IsTouch()).Select(touch => touch.Item))
            .Select(each => published.Model.Items.IndexOf(items.Ids.IdAt(each))).ToHashSet();
        var (rank, of) = (1, 0);
        for (var other = 0; other < scores.Length; other++)
            if (other != index && !float.IsNaN(scores[other]) && !hidden.Contains(other))
            {
                of++;
                rank += scores[other] > scores[index] || (scores[other] == scores[index] && other < index) ? 1 : 0;
            }
        return (rank, hidden.Contains(index) ? of : of + 1);
    }

    private ItemExplanation WithVerdict(ItemExplanation found, (int Item, HashSet<EventKind> Kinds, int Count) asked, bool isScored)
    {
        var (english, chinese) = asked switch
        {
            _ when asked.Item < items.Hidden.Length && items.Hidden[asked.Item] => ("Not in the list: the shop hides it.", "不在列表中：店铺已将其隐藏。"),
            _ when !isScored && found.IsInList => ("In the list: another model filled it in.", "在列表中：由其他模型补足。"),
            _ when !isScored => ("Not in the list: no published model has a score for it. One trained after the item came would.", "不在列表中：已发布的模型没有它的得分；在该商品出现后重新训练即可。"),
            (_, var kinds, _) when kinds.Contains(EventKind.Purchase) => ("Not in the list: the user has bought it.", "不在列表中：用户已买过。"),
            (_, { Count: > 0 }, _) when !found.IsInList => ("Not in the list: the user has touched it, and lists hold new items first.", "不在列表中：用户已接触过，列表优先展示新商品。"),
            (_, { Count: > 0 }, _) => ("In the list although the user has touched it: there were too few new items.", "用户已接触过，但新商品不足，故仍在列表中。"),
            _ when found.IsInList => ($"In the list: place {found.Rank} of {found.Of} items that may be shown.", $"在列表中：在可展示的 {found.Of} 个商品中排第 {found.Rank}。"),
            _ => ($"Not in the list of {asked.Count}: place {found.Rank} of {found.Of} items that may be shown.", $"不在前 {asked.Count} 位：在可展示的 {found.Of} 个商品中排第 {found.Rank}。"),
        };
        return found with { Verdict = english, VerdictZh = chinese };
    }
}
