namespace Taojin.Numerics;

/// <summary>The best few of many scores.</summary>
public static class TopK
{
    /// <summary>
    /// Writes the indexes of the highest scores, best first. Equal scores go to the lower index; NaN is never picked.
    /// No allocation; about one comparison a score once the best are found.
    /// </summary>
    /// <param name="scores">One score per candidate, shape [n].</param>
    /// <param name="best">Receives the indexes; its length is k, 0 or more.</param>
    /// <returns>How many were written: fewer than k when fewer candidates have a score.</returns>
    public static int Write(ReadOnlySpan<float> scores, Span<int> best)
    {
        if (best.IsEmpty)
            return 0;
        var count = 0;
        var bar = float.NegativeInfinity;
        for (var index = 0; index < scores.Length; index++)
        {
            var score = scores[index];
            // The heap's root is the worst of the kept: a later equal score loses to it, so ">" alone keeps the lower index.
            if (count == best.Length ? score > bar : !float.IsNaN(score))
            {
                if (count < best.Length)
                    SiftUp(scores, best, count++, index);
                else
                    SiftDown(scores, best, count, index);
                bar = scores[best[0]];
            }
        }
        for (var size = count - 1; size > 0; size--)
        {
            var last = best[size];
            best[size] = best[0];
            SiftDown(scores, best, size, last);
        }
        return count;
    }

    private static bool IsWorse(ReadOnlySpan<float> scores, int left, int right) =>
        scores[left] < scores[right] || (scores[left] == scores[right] && left > right);

    private static void SiftUp(ReadOnlySpan<float> scores, Span<int> heap, int place, int candidate)
    {
        while (place > 0 && IsWorse(scores, candidate, heap[(place - 1) / 2]))
        {
            heap[place] = heap[(place - 1) / 2];
            place = (place - 1) / 2;
        }
        heap[place] = candidate;
    }

    private static void SiftDown(ReadOnlySpan<float> scores, Span<int> heap, int count, int candidate)
    {
        var place = 0;
        while (2 * place + 1 < count)
        {
            var child = 2 * place + 1;
            if (child + 1 < count && IsWorse(scores, heap[child + 1], heap[child]))
                child++;
            if (!IsWorse(scores, heap[child], candidate))
                break;
            heap[place] = heap[child];
            place = child;
        }
        heap[place] = candidate;
    }
}
