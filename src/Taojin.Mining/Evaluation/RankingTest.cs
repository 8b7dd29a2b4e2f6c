using Taojin.Data;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Mining.Evaluation;

/// <summary>What users did after a cut, to be foretold from what came before it.</summary>
public sealed record RankingTest
{
    /// <summary>Everything before the cut: what models are fitted on and histories are taken from.</summary>
    public required Interactions Past { get; init; }

    /// <summary>Indexes of the users who are judged: those with a history and at least one relevant item.</summary>
    public required int[] Users { get; init; }

    /// <summary>Indexes of each user's relevant items, ascending, parallel to <see cref="Users"/>.</summary>
    public required int[][] Relevant { get; init; }

    /// <summary>Histories to score instead of the fitted users', parallel to <see cref="Users"/>: for sessions and users held out; null for fitted users.</summary>
    public HistoryItem[][]? Histories { get; init; }

    /// <summary>Users with a relevant item and no history: no personal model can know them; counted, and not judged with the others.</summary>
    public required int ColdUsers { get; init; }

    /// <summary>Relevant items of users without a history, where they are known: judged apart, by what models show to anybody.</summary>
    public int[][] ColdRelevant { get; init; } = [];

    /// <summary>Whether items that the user touched before the cut are left out of lists and of what is relevant.</summary>
    public required bool HidesSeen { get; init; }

    /// <summary>Items left out of each user's list instead of all that were touched, parallel to <see cref="Users"/>: what was bought, when views may be bought yet.</summary>
    public int[][]? Hidden { get; init; }

    /// <summary>How past and test were parted.</summary>
    public SplitName Split { get; init; } = SplitName.Published;

    /// <summary>A vector of each item, shape [items × any], to tell how different the items of a list are; null for categories alone.</summary>
    public DenseRows? ItemVectors { get; init; }

    /// <summary>How many events a judged user's history holds.</summary>
    internal int EventsOf(int row) => Histories is { } given ? given[row].Length : Past.Sequences.ItemsOf(Users[row]).Length;

    /// <summary>Takes the items that users touched for the first time within the horizon after a cut, by the given kinds.</summary>
    /// <param name="log">The whole log.</param>
    /// <param name="cut">The moment.</param>
    /// <param name="horizon">How far to look.</param>
    /// <param name="weights">What each kind of behaviour says of the past.</param>
    /// <param name="target">The kinds that make an item relevant.</param>
    public static RankingTest After(ShopLog log, Instant cut, TimeSpan horizon, BehaviourWeights weights, Func<EventKind, bool> target)
    {
        var past = Interactions.Of(log.Before(cut), weights);
        var relevant = new SortedDictionary<int, SortedSet<int>>();
        for (var index = log.CountBefore(cut); index < log.Count && log.Time[index] < cut + horizon; index++)
        {
            var (user, item) = (log.User[index], log.Item[index]);
            if (item < 0 || !target(log.Kind[index]) || past.Matrix[user].Columns.BinarySearch(item) >= 0)
                continue;
            if (!relevant.TryGetValue(user, out var items))
                relevant[user] = items = [];
            items.Add(item);
        }
        var known = relevant.Where(each => past.Matrix[each.Key].Count > 0).ToArray();
        return new()
        {
            Past = past,
            Users = [.. known.Select(each => each.Key)],
            Relevant = [.. known.Select(each => each.Value.ToArray())],
            ColdUsers = relevant.Count - known.Length,
            ColdRelevant = [.. relevant.Where(each => past.Matrix[each.Key].Count == 0).Select(each => each.Value.ToArray())],
            HidesSeen = true,
            Split = SplitName.Time,
        };
    }
}
