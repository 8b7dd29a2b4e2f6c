using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;

namespace Taojin.Mining.Evaluation;

/// <summary>The plain random split that papers use: of each user's items a share is to be foretold. It flatters, for what came later helps to foretell what came before.</summary>
public static class RandomSplit
{
    /// <summary>Draws of each user's items by chance; at least one stays.</summary>
    /// <param name="all">The data.</param>
    /// <param name="testShare">Share of the items that are to be foretold, in (0, 1), rounded down for each user.</param>
    /// <param name="context">Seed.</param>
    public static RankingTest Of(Interactions all, double testShare, FitContext context)
    {
        var isKept = new bool[all.Matrix.EntryCount];
        Array.Fill(isKept, true);
        var (users, relevant) = (new List<int>(), new List<int[]>());
        for (var user = 0; user < all.Matrix.RowCount; user++)
        {
            var items = all.Matrix[user].Columns.ToArray();
            var count = (int)(testShare * items.Length);
            if (count == 0)
                continue;
            context.Random("evaluation/random-split", user).Shuffle<int>(items);
            var asked = items[..count];
            Array.Sort(asked);
            foreach (var item in asked)
                isKept[PastOf.EntryOf(all.Matrix, user, item)] = false;
            users.Add(user);
            relevant.Add(asked);
        }
        return new() { Past = PastOf.Keeping(all, isKept), Users = [.. users], Relevant = [.. relevant], ColdUsers = 0, HidesSeen = true, Split = SplitName.Random };
    }
}
