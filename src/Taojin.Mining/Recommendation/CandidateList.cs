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
        if (!isKnown)
            return null;
        int[] items = [.. tops.SelectMany(top => top).Distinct().Order()];
        return new(items, Columns(items, (scores, tops), facts, history), mean);
    }

    private static DenseRows Columns(int[] items, (float[][] Scores, int[][] Tops) said, CandidateFacts facts, HistoryItem[] history)
    {
        var (rows, ranks) = (new DenseRows(items.Length, (2 * said.Scores.Length) + 6), new int[items.Length * said.Scores.Length]);
        for (var member = 0; member < said.Tops.Length; member++)
            for (var rank = 0; rank < said.Tops[member].Length; rank++)
                ranks[(Array.BinarySearch(items, said.Tops[member][rank]) * said.Scores.Length) + member] = rank + 1;
        for (var place = 0; place < items.Length; place++)
            facts.Write(items[place], history, said.Scores, ranks.AsSpan(place * said.Scores.Length, said.Scores.Length), rows[place]);
        return rows;
    }

    private static void Score(IRecommender member, HistoryItem[] history, float[] scores)
    {
        if (member is INonPersonalRecommender anybody)
            anybody.Score(scores);
        else
            ((IFoldInRecommender)member).Score(history, scores);
    }
}
