using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Workflows.Serving.Lists;

/// <summary>Asks recommenders for the best items that may be shown.</summary>
internal sealed class ListRetrieval(Catalogue items, UserHistories histories, ListFilter filter, ListAsker asker)
{
    /// <summary>Ranks of several recommenders count 1 ÷ (60 + rank): Cormack, Clarke and Büttcher, SIGIR 2009, doi:10.1145/1571941.1572114.</summary>
    private const double RankOffset = 60;

    /// <summary>The candidates of some recommenders together, the best first.</summary>
    /// <param name="sources">Who is asked.</param>
    /// <param name="forbidden">Items of the shop that this pass does not show.</param>
    /// <param name="depth">How many each is asked for.</param>
    /// <param name="trace">Takes what was found but may not be shown; null when nobody asks.</param>
    public List<Candidate> Find(IReadOnlyList<PublishedRecommender> sources, Forbidden forbidden, int depth, ListTrace? trace)
    {
        var found = new Dictionary<string, Candidate>(StringComparer.Ordinal);
        foreach (var source in sources)
            foreach (var retrieved in Ask(source, forbidden, depth, trace))
            {
                var id = source.Model.Items.IdAt(retrieved.Index);
                if (!found.TryGetValue(id, out var candidate))
                    found[id] = candidate = new() { ItemId = id, Item = source.ShopItem(retrieved.Index, items.Ids), By = [] };
                candidate.By.Add(retrieved);
            }
        foreach (var candidate in found.Values)
            candidate.Value = sources.Count == 1 ? candidate.By[0].Score : candidate.By.Sum(each => 1 / (RankOffset + each.Rank));
        return [.. found.Values.OrderByDescending(candidate => candidate.Value).ThenBy(candidate => candidate.By[0].Rank)];
    }

    private List<Retrieved> Ask(PublishedRecommender source, Forbidden forbidden, int depth, ListTrace? trace)
    {
        if (forbidden.IsAllTouched && trace is null && asker is { User: >= 0, Visit: null, IsFresher: false } && FromPrepared(source, depth) is { } prepared)
            return prepared;
        var past = asker.PastFor(source, items.Ids);
        if (source.Coarse is not null && trace is null && past.Items.Length > 0 && FromBest(source, past, forbidden.Items, depth) is { } found)
            return found;
        using var room = ScoreRoom.Of(source.Model.Items.Count);
        var scores = room.Scores;
        if (!source.TryScore(asker.Visit is null ? asker.Request.UserId : "", past, scores))
            return [];
        trace?.NoteForbidden(source, scores, index => Why(source, index, forbidden.Items));
        return BestOf(source, scores, (forbidden.Items, depth));
    }

    /// <summary>The best that may be shown, best first: looks ever deeper, so that rules are asked of few items where most may be shown.</summary>
    private List<Retrieved> BestOf(PublishedRecommender source, ReadOnlySpan<float> scores, (HashSet<int> Forbidden, int Depth) wish)
    {
        for (var look = 4 * Math.Max(16, wish.Depth); ; look *= 8)
        {
            var (best, shown) = (new int[Math.Min(look, scores.Length)], new List<Retrieved>(wish.Depth));
            var count = TopK.Write(scores, best);
            for (var place = 0; place < count && shown.Count < wish.Depth; place++)
                if (Why(source, best[place], wish.Forbidden) is null)
                    shown.Add(new(source, best[place], scores[best[place]], shown.Count + 1));
            if (shown.Count == wish.Depth || count < best.Length || best.Length == scores.Length)
                return shown;
        }
    }

    /// <summary>What the prepared list holds that may be shown now; null when it does not reach deep enough.</summary>
    private List<Retrieved>? FromPrepared(PublishedRecommender source, int depth)
    {
        Span<ulong> room = stackalloc ulong[PreparedLists.Depth];
        var list = source.Lists.Of(new(asker.User, asker.Request.UserId, histories.VersionOf(asker.User)), asker.Past, items.Ids, room);
        var found = new List<Retrieved>(depth);
        for (var place = 0; place < list.Count && found.Count < depth; place++)
        {
            var (index, score) = list[place];
            if (filter.Forbids(source.ShopItem(index, items.Ids), source.Model.Items.IdAt(index)) is null)
                found.Add(new(source, index, score, found.Count + 1));
        }
        return found.Count == depth || list.IsAllThereIs ? found : null;
    }

    /// <summary>Looks ever deeper among the best; null when most items may not be shown, so that scoring all is cheaper.</summary>
    private List<Retrieved>? FromBest(PublishedRecommender source, UserPast past, HashSet<int> forbidden, int depth)
    {
        for (var look = Math.Max(64, 2 * depth) + forbidden.Count; look < source.Model.Items.Count / 4; look *= 8)
        {
            var (best, scores, found) = (new int[look], new float[look], new List<Retrieved>(depth));
            var count = source.Best(asker.Request.UserId, past, best, scores);
            for (var place = 0; place < count && found.Count < depth; place++)
                if (Why(source, best[place], forbidden) is null)
                    found.Add(new(source, best[place], scores[place], found.Count + 1));
            if (found.Count == depth)
                return found;
        }
        return null;
    }

    private string? Why(PublishedRecommender source, int index, HashSet<int> forbidden)
    {
        var item = source.ShopItem(index, items.Ids);
        return item >= 0 && forbidden.Contains(item) ? "touched by the user" : filter.Forbids(item, source.Model.Items.IdAt(index));
    }
}

/// <summary>Items of the shop that a pass does not show.</summary>
/// <param name="isAllTouched">Whether that is everything the user touched, as in the prepared lists; else what was bought.</param>
/// <param name="touches">What the user did.</param>
/// <param name="visited">What the list is made from in place of that.</param>
internal sealed class Forbidden(bool isAllTouched, IReadOnlyList<Touch> touches, IReadOnlyList<Touch> visited)
{
    public bool IsAllTouched => isAllTouched;

    /// <summary>The items; found when they are asked for.</summary>
    public HashSet<int> Items => field ??= [.. touches.Where(touch => isAllTouched ? touch.Kind.IsTouch() : touch.Kind == EventKind.Purchase).Concat(visited).Select(touch => touch.Item)];
}
