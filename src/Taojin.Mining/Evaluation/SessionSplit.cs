using Taojin.Data;
using Taojin.Mining.Recommendation;

namespace Taojin.Mining.Evaluation;

/// <summary>Visits: after each prefix of a visit, the next item is to be foretold. Seen items are not hidden, for people come back to an item.</summary>
/// <remarks>The protocol of SR-GNN (Wu et al. 2019, doi:10.1609/aaai.v33i01.3301346) and of Ludewig and Jannach 2018, doi:10.1007/s11257-018-9209-6.</remarks>
public static class SessionSplit
{
    /// <summary>The given prefixes and what followed each.</summary>
    /// <param name="past">What models are fitted on; a user is a session.</param>
    /// <param name="prefixes">Items of each prefix, oldest first; an item may occur again.</param>
    /// <param name="next">The item that followed each prefix, shape [prefixes].</param>
    public static RankingTest Of(Interactions past, IReadOnlyList<int[]> prefixes, IReadOnlyList<int> next) => new()
    {
        Past = past,
        Users = new int[prefixes.Count],
        Histories = [.. prefixes.Select(prefix => History(prefix, past.AsOf))],
        Relevant = [.. next.Select(item => new[] { item })],
        ColdUsers = 0,
        HidesSeen = false,
        Split = SplitName.Session,
    };

    /// <summary>Every prefix of the visits that start at or after a cut; models are fitted on what came before it.</summary>
    /// <param name="log">The whole log.</param>
    /// <param name="cut">The moment.</param>
    /// <param name="gap">The pause that ends a visit.</param>
    /// <param name="weights">What each kind of behaviour says; kinds of weight 0 are left out.</param>
    public static RankingTest After(ShopLog log, Instant cut, TimeSpan gap, BehaviourWeights weights)
    {
        var (sessions, first) = (Sessions.Part(log, gap), log.CountBefore(cut));
        var running = new HashSet<int>(sessions.Of.Take(first));
        var visits = new SortedDictionary<int, List<int>>();
        for (var index = first; index < log.Count; index++)
        {
            if (log.Item[index] < 0 || weights[log.Kind[index]] <= 0 || running.Contains(sessions.Of[index]))
                continue;
            if (!visits.TryGetValue(sessions.Of[index], out var visit))
                visits[sessions.Of[index]] = visit = [];
            visit.Add(log.Item[index]);
        }
        var cases = visits.Values.SelectMany(visit => Enumerable.Range(1, visit.Count - 1).Select(place => (Prefix: visit.Take(place).ToArray(), Next: visit[place]))).ToArray();
        return Of(Interactions.Of(log.Before(cut), weights), [.. cases.Select(each => each.Prefix)], [.. cases.Select(each => each.Next)]);
    }

    /// <summary>Items in order of last touch, a second apart up to the data's end; the weight is how often.</summary>
    private static HistoryItem[] History(int[] prefix, Instant end)
    {
        var last = new Dictionary<int, (float Count, int Place)>();
        for (var place = 0; place < prefix.Length; place++)
            last[prefix[place]] = (last.GetValueOrDefault(prefix[place]).Count + 1, place);
        return [.. last.OrderBy(each => each.Value.Place).Select(each => new HistoryItem(each.Key, each.Value.Count, end + TimeSpan.FromSeconds(each.Value.Place)))];
    }
}
