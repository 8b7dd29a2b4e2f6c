using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;

namespace Taojin.Mining.Evaluation;

/// <summary>Strong generalisation: some users are held out of the fit; part of their items is folded in and the rest is to be foretold.</summary>
/// <remarks>Liang et al. 2018, doi:10.1145/3178876.3186150. Models that cannot score a new history say nothing here.</remarks>
public static class HeldOutUsers
{
    /// <summary>Draws users by chance, and of each of them the items that are to be foretold; the others come in order of time.</summary>
    /// <param name="all">The data.</param>
    /// <param name="userShare">Share of the users who are held out, in (0, 1).</param>
    /// <param name="testShare">Share of a user's items that are to be foretold, in (0, 1); at least one, and at least one is folded in.</param>
    /// <param name="context">Seed.</param>
    public static RankingTest Of(Interactions all, double userShare, double testShare, FitContext context)
    {
        var isKept = new bool[all.Matrix.EntryCount];
        Array.Fill(isKept, true);
        var (users, relevant, histories) = (new List<int>(), new List<int[]>(), new List<HistoryItem[]>());
        for (var user = 0; user < all.Matrix.RowCount; user++)
        {
            var chance = context.Random("evaluation/held-out-users", user);
            var history = all.HistoryOf(user);
            if (history.Length < 2 || chance.NextDouble() >= userShare)
                continue;
            Array.Fill(isKept, false, all.Matrix.Starts[user], history.Length);
            var items = Array.ConvertAll(history, each => each.Item);
            chance.Shuffle<int>(items);
            var count = Math.Clamp((int)Math.Round(testShare * items.Length), 1, items.Length - 1);
            var asked = items[..count];
            Array.Sort(asked);
            users.Add(user);
            relevant.Add(asked);
            histories.Add([.. history.Where(each => Array.BinarySearch(asked, each.Item) < 0)]);
        }
        return new()
        {
            Past = PastOf.Keeping(all, isKept), Users = [.. users], Relevant = [.. relevant], Histories = [.. histories],
            ColdUsers = 0, HidesSeen = true, Split = SplitName.HeldOutUsers,
        };
    }
}
