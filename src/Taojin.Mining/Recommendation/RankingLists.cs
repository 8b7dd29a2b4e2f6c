using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>What retrieves candidates, and what is known of items, before a cut.</summary>
internal sealed record Retrieval(IReadOnlyList<IRecommender> Members, CandidateFacts Facts, int Depth);

/// <summary>One list to learn an order from.</summary>
/// <param name="User">Whose.</param>
/// <param name="List">Its items with their columns.</param>
/// <param name="IsWanted">Whether each was wanted, shape [items].</param>
/// <param name="Positions">Where each stood, from 0, shape [items]; null where nothing was shown.</param>
internal sealed record RankingList(int User, CandidateList List, bool[] IsWanted, int[]? Positions);

/// <summary>The lists that an order is learned from: what the shop showed, where enough of that was logged, or else what is retrieved.</summary>
internal static class RankingLists
{
    private const int FewestShown = 200, MostShown = 5000;

    /// <summary>Lists of the last part that were shown, with something taken and something left; null when there are too few.</summary>
    public static RankingList[]? Shown(ShownLists? lists, BlendWindow window, Retrieval retrieval, FitContext context)
    {
        if (lists is null)
            return null;
        int[] told = [.. Enumerable.Range(0, lists.Count).Where(list => lists.Times[list] >= window.Past.AsOf && window.Past.Matrix[lists.Users[list]].Count > 0 && IsTold(lists, list)).TakeLast(MostShown)];
        if (told.Length < FewestShown)
            return null;
        var found = new RankingList?[told.Length];
        context.ForEachRow(told.Length, row => found[row] = Shown(lists, told[row], window, retrieval));
        return [.. found.OfType<RankingList>()];
    }

    /// <summary>Candidates of users who touched something new in the last part that is among them.</summary>
    public static RankingList[] Candidates(BlendWindow window, Retrieval retrieval, FitContext context)
    {
        var found = new RankingList?[window.Users.Length];
        context.ForEachRow(found.Length, row =>
        {
            if (CandidateList.Of(retrieval.Members, retrieval.Facts, window.Past.HistoryOf(window.Users[row]), window.Seen[row], retrieval.Depth) is { } list
                && Array.ConvertAll(list.Items, item => window.New[row].Contains(item)) is var wanted && wanted.Contains(true))
                found[row] = new(window.Users[row], list, wanted, null);
        });
        return [.. found.OfType<RankingList>()];
    }

    /// <summary>All lists as one table.</summary>
    public static RankingTable Table(IEnumerable<RankingList> lists, string[] columns)
    {
        RankingList[] kept = [.. lists];
        var (values, place) = (new DenseRows(kept.Sum(list => list.List.Items.Length), columns.Length), 0);
        foreach (var list in kept)
        {
            list.List.Rows.Values.CopyTo(values.Values.AsSpan(place));
            place += list.List.Rows.Values.Length;
        }
        return new()
        {
            Features = new(columns, values),
            Relevance = [.. kept.SelectMany(list => list.IsWanted.Select(wanted => wanted ? 1 : 0))],
            Groups = [.. kept.Select(list => list.List.Items.Length)],
            Positions = kept.Length > 0 && kept[0].Positions is not null ? [.. kept.SelectMany(list => list.Positions!)] : null,
        };
    }

    private static bool IsTold(ShownLists lists, int list)
    {
        var taken = lists.TakenAt.AsSpan(lists.Starts[list]..lists.Starts[list + 1]);
        return taken.ContainsAnyExcept(Instant.Latest) && taken.Contains(Instant.Latest);
    }

    private static RankingList? Shown(ShownLists lists, int list, BlendWindow window, Retrieval retrieval)
    {
        var places = Enumerable.Range(lists.Starts[list], lists.Starts[list + 1] - lists.Starts[list]).DistinctBy(place => lists.Items[place]).OrderBy(place => lists.Items[place]).ToArray();
        int[] items = [.. places.Select(place => lists.Items[place])];
        return CandidateList.Given(retrieval.Members, retrieval.Facts, window.Past.HistoryOf(lists.Users[list]), items, retrieval.Depth) is { } found
            ? new(lists.Users[list], found, [.. places.Select(place => lists.TakenAt[place] < Instant.Latest)], [.. places.Select(place => lists.Positions[place] - 1)])
            : null;
    }
}
