using System.Numerics;
using System.Runtime.InteropServices;

namespace Taojin.Numerics;

/// <summary>Places of a few candidates among many scores, without sorting them.</summary>
public static class Ranks
{
    private const int Block = 4096;

    /// <summary>
    /// Writes the place of each asked candidate among all scores: one more than those above it, and half of the others that tie with it.
    /// NaN scores stand last and tie with one another. One pass over the scores in blocks that stay in the cache; two comparisons a score and candidate,
    /// a vector at a time. No allocation.
    /// </summary>
    /// <param name="scores">One score per candidate, shape [n].</param>
    /// <param name="asked">Indexes of the candidates in question, shape [m]; may be empty.</param>
    /// <param name="places">Receives their places, 1 to n in halves, shape [m].</param>
    public static void Write(ReadOnlySpan<float> scores, ReadOnlySpan<int> asked, Span<double> places)
    {
        places.Clear();
        var hasUnknown = false;
        for (var start = 0; start < scores.Length; start += Block)
        {
            var block = scores.Slice(start, Math.Min(Block, scores.Length - start));
            for (var each = 0; each < asked.Length; each++)
                if (float.IsNaN(scores[asked[each]]))
                    hasUnknown = true;
                else
                    places[each] += TwiceBefore(block, scores[asked[each]]) / 2.0; // halves are exact
        }
        for (var each = 0; each < asked.Length; each++)
            places[each] += 0.5; // it ties with itself, which counted for a half already
        if (hasUnknown)
            PlaceUnknown(scores, asked, places);
    }

    /// <summary>Place of one candidate; see <see cref="Write"/>.</summary>
    public static double Of(ReadOnlySpan<float> scores, int asked)
    {
        Span<double> place = stackalloc double[1];
        Write(scores, [asked], place);
        return place[0];
    }

    /// <summary>Two for each score above and one for each that is equal.</summary>
    private static int TwiceBefore(ReadOnlySpan<float> scores, float score)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(scores);
        var (bar, counts) = (new Vector<float>(score), Vector<int>.Zero);
        foreach (var vector in vectors) // a lane that compares true is −1; a block is too short for a lane to overflow
            counts -= Vector.GreaterThan(vector, bar) + Vector.GreaterThanOrEqual(vector, bar);
        var count = Vector.Sum(counts);
        foreach (var other in scores[(vectors.Length * Vector<float>.Count)..])
            count += (other > score ? 1 : 0) + (other >= score ? 1 : 0);
        return count;
    }

    private static void PlaceUnknown(ReadOnlySpan<float> scores, ReadOnlySpan<int> asked, Span<double> places)
    {
        var unknown = 0;
        foreach (var score in scores)
            unknown += float.IsNaN(score) ? 1 : 0;
        for (var each = 0; each < asked.Length; each++)
            if (float.IsNaN(scores[asked[each]]))
                places[each] = scores.Length - unknown + ((unknown + 1) / 2.0);
    }
}
