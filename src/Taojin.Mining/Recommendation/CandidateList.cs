using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>The candidates of one history: what any member ranks high, with their columns.</summary>
/// <param name="Items">The candidates, ascending.</param>
/// <param name="Rows">Their columns, shape [candidates × columns].</param>
/// <param name="Mean">Mean of the members' scaled scores of every item, shape [items].</param>
internal sealed record CandidateList(int[] Items, DenseRows Rows, float[] Mean)
{
    /// <param name="members">The members, fitted.</param>
    /// <param name="facts">What is known of items.</param>
    /// <param name="history">The history; items in it may be candidates unless they are hidden.</param>
    /// <param name="hidden">Items that are no candidates; empty for none.</param>
    /// <param name="depth">So many of each member.</param>
    /// <returns>Null when no member can say anything.</returns>
    public static CandidateList? Of(IReadOnlyList<IRecommender> members, CandidateFacts facts, HistoryItem[] history, int[] hidden, int depth)
    {
        var (said, mean) = Ask(members, history, hidden, depth);
        return mean is null ? null : Of([.. said.Tops.SelectMany(top => top).Distinct().Order()], said, (facts, history), mean);
    }

    /// <summary>Given items, such as those of a list that was shown, with the columns that they would have as candidates.</summary>
    /// <param name="members">The members, fitted.</param>
    /// <param name="facts">What is known of items.</param>
    /// <param name="history">The history.</param>
    /// <param name="items">The items, ascending.</param>
    /// <param name="depth">Ranks are told to this place.</param>
    /// <returns>Null when no member can say anything.</returns>
    public static CandidateList? Given(IReadOnlyList<IRecommender> members, CandidateFacts facts, HistoryItem[] history, int[] items, int depth)
    {
        var (said, mean) = Ask(members, history, [], depth);
        return mean is null ? null : Of(items, said, (facts, history), mean);
    }

    /// <summary>Scaled scores, the best of each member, and the mean; null when no member can say anything.</summary>
    private static ((float[][] Scores, int[][] Tops) Said, float[]? Mean) Ask(IReadOnlyList<IRecommender> members, HistoryItem[] history, int[] hidden, int depth)
    {
        var (scores, tops, mean, isKnown) = (new float[members.Count][], new int[members.Count][], new float[members[0].Items.Count], false);
        for (var place = 0; place < members.Count; place++)
        {
            scores[place] = new float[mean.Length];
            Score(members[place], history, scores[place]);
            isKnown |= BlendScaling.Apply(BlendScale.Deviation, scores[place]);
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(scores[place], 1f / members.Count, mean, mean);
            float[] shown = [.. scores[place]];
            foreach (var item in hidden)
                shown[item] = float.NaN;
            tops[place] = new int[Math.Min(depth, shown.Length)];
            tops[place] = tops[place][..TopK.Write(shown, tops[place])];
        }
        return ((scores, tops), isKnown ? mean : null);
    }

    private static CandidateList Of(int[] items, (float[][] Scores, int[][] Tops) said, (CandidateFacts Facts, HistoryItem[] History) known, float[] mean)
    {
        var (members, ranks) = (said.Scores.Length, new int[items.Length * said.Scores.Length]);
        for (var member = 0; member < members; member++)
            for (var rank = 0; rank < said.Tops[member].Length; rank++)
                if (Array.BinarySearch(items, said.Tops[member][rank]) is >= 0 and var place)
                    ranks[(place * members) + member] = rank + 1;
        var rows = new DenseRows(items.Length, known.Facts.ColumnCount(members));
        for (var place = 0; place < items.Length; place++)
            known.Facts.Write(items[place], known.History, said.Scores, ranks.AsSpan(place * members, members), rows[place]);
        return new(items, rows, mean);
    }

    private static void Score(IRecommender member, HistoryItem[] history, float[] scores)
    {
        if (member is INonPersonalRecommender anybody)
            anybody.Score(scores);
        else
            ((IFoldInRecommender)member).Score(history, scores);
    }
}
