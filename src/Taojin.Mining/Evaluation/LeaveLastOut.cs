using Taojin.Mining.Recommendation;

namespace Taojin.Mining.Evaluation;

/// <summary>Each user's last item is to be foretold from everything before it; the last but one serves for choosing models and options.</summary>
/// <remarks>
/// The protocol of most papers on sequences. It leaks between users: events of others after a user's last one are known.
/// An item counts at its last touch and is taken out with all its events, so what is relevant is never seen. Users with fewer items are learned from, not judged.
/// </remarks>
public static class LeaveLastOut
{
    /// <summary>The last item of each user with two or more; models are fitted on all the others.</summary>
    public static RankingTest Test(Interactions all) => Of(all, held: 1, SplitName.LeaveLastOut);

    /// <summary>The last item but one of each user with three or more; models are fitted on those before it.</summary>
    public static RankingTest Validation(Interactions all) => Of(all, held: 2, SplitName.LeaveLastOutValidation);

    private static RankingTest Of(Interactions all, int held, SplitName split)
    {
        var isKept = new bool[all.Matrix.EntryCount];
        Array.Fill(isKept, true);
        var (users, relevant) = (new List<int>(), new List<int[]>());
        for (var user = 0; user < all.Matrix.RowCount; user++)
        {
            var history = all.HistoryOf(user);
            for (var place = Math.Max(1, history.Length - held); place < history.Length; place++)
                isKept[PastOf.EntryOf(all.Matrix, user, history[place].Item)] = false;
            if (history.Length <= held)
                continue;
            users.Add(user);
            relevant.Add([history[^held].Item]);
        }
        return new() { Past = PastOf.Keeping(all, isKept), Users = [.. users], Relevant = [.. relevant], ColdUsers = 0, HidesSeen = true, Split = split };
    }
}
