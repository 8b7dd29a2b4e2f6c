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
    public List<Candidate> Find(IReadOnlyList<PublishedRecommender> sources, HashSet<int> forbidden, int depth, ListTrace? trace)
    {
        var found = new Dictionary<string, Candidate>(StringComparer.Ordinal);
        foreach (var source in sources)
            foreach (var retrieved in Ask(source, forbidden, depth, trace))
            {
                var id = source.Model.Items.IdAt(retrieved.Index);
                if (!found.TryGetValue(id, out var candidate))
                    found[id] = candidate = new() { ItemId = id, Item = items.Ids.IndexOf(id), By = [] };
                candidate.By.Add(retrieved);
            }
        foreach (var candidate in found.Values)
            candidate.Value = sources.Count == 1 ? candidate.By[0].Score : candidate.By.Sum(each => 1 / (RankOffset + each.Rank));
        return [.. found.Values.OrderByDescending(candidate => candidate.Value).ThenBy(candidate => candidate.By[0].Rank)];
    }

    private IEnumerable<Retrieved> Ask(PublishedRecommender source, HashSet<int> forbidden, int depth, ListTrace? trace)
    {
        var past = asker.PastFor(source, histories, items.Ids);
        var scores = new float[source.Model.Items.Count];
        if (!source.TryScore(asker.Visit is null ? asker.Request.UserId : "", past, scores))
            return [];
        trace?.NoteForbidden(source, scores, index => Why(source, index, forbidden));
        for (var index = 0; index < scores.Length; index++)
            if (!float.IsNaN(scores[index]) && Why(source, index, forbidden) is not null)
                scores[index] = float.NaN;
        var best = new int[Math.Min(depth, scores.Length)];
        var count = TopK.Write(scores, best);
        return best.Take(count).Select((index, place) => new Retrieved(source, index, scores[index], place + 1));
    }

    private string? Why(PublishedRecommender source, int index, HashSet<int> forbidden)
    {
        var item = source.ShopItem(index, items.Ids);
        return item >= 0 && forbidden.Contains(item) ? "touched by the user" : filter.Forbids(item, source.Model.Items.IdAt(index));
    }
}
