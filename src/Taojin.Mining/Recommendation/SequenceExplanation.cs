using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>What each event of a sequence adds to a score.</summary>
internal static class SequenceExplanation
{
    private const int Walks = 8, MostTogether = 64;

    /// <param name="score">Scores subsets of the events, none of them empty.</param>
    /// <param name="events">The events.</param>
    /// <returns>One part an event; they add up to the score of all.</returns>
    public static double[] Of(Func<IReadOnlyList<SessionEvent[]>, float[]> score, SessionEvent[] events)
    {
        var parts = new double[events.Length];
        var walks = events.Length > 1 ? Walks : 1;
        for (var walk = 0; walk < walks; walk++)
        {
            var order = Order(events.Length, walk);
            var (before, all) = (0.0, Scores(score, events, order));
            for (var place = 0; place < order.Length; place++)
            {
                parts[order[place]] += (all[place] - before) / walks;
                before = all[place];
            }
        }
        return parts;
    }

    /// <summary>Every second order is the one before it reversed: what comes first in one comes last in the other.</summary>
    private static int[] Order(int length, int walk)
    {
        int[] order = [.. Enumerable.Range(0, length)];
        SplitMix64.Stream(0, "sequence-explanation", walk / 2).Shuffle<int>(order);
        if (walk % 2 == 1)
            Array.Reverse(order);
        return order;
    }

    /// <summary>Scores after the first event of an order, after the first two, and so on to all.</summary>
    private static float[] Scores(Func<IReadOnlyList<SessionEvent[]>, float[]> score, SessionEvent[] events, int[] order)
    {
        var (isIn, subsets) = (new bool[events.Length], new List<SessionEvent[]>());
        foreach (var place in order)
        {
            isIn[place] = true;
            subsets.Add([.. events.Where((_, index) => isIn[index])]);
        }
        return [.. subsets.Chunk(MostTogether).SelectMany(score)];
    }
}
