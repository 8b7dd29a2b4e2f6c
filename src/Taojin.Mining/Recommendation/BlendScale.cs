namespace Taojin.Mining.Recommendation;

/// <summary>How scores of different models are made comparable.</summary>
public enum BlendScale
{
    /// <summary>Divided by their standard deviation over all items. No mean is taken off: it would move all items alike.</summary>
    Deviation,

    /// <summary>Divided by the distance of the highest from the lowest. The lowest is not taken off: it would move all items alike.</summary>
    Range,

    /// <summary>One over 60 plus the place, equal scores at the best place of them (Cormack, Clarke &amp; Büttcher 2009, doi:10.1145/1571941.1572114).</summary>
    ReciprocalRank,
}

/// <summary>Makes the scores of a model comparable with those of another.</summary>
internal static class BlendScaling
{
    private const float RankOffset = 60;

    /// <summary>What scores are multiplied by; 0 when they say nothing: no score, all the same, or so near one another that no number tells them apart.</summary>
    public static float Factor(BlendScale scale, ReadOnlySpan<float> scores)
    {
        double sum = 0, low = double.PositiveInfinity, high = double.NegativeInfinity;
        var count = 0;
        foreach (var score in scores)
            if (!float.IsNaN(score))
                (sum, low, high, count) = (sum + score, Math.Min(low, score), Math.Max(high, score), count + 1);
        if (count == 0 || high <= low)
            return 0;
        var factor = 1 / (scale == BlendScale.Range ? high - low : Deviation(scores, sum / count, (high - low, count)));
        return factor <= float.MaxValue ? (float)factor : 0;
    }

    /// <summary>Squares are taken of shares of the range: those of tiny scores would be 0.</summary>
    private static double Deviation(ReadOnlySpan<float> scores, double mean, (double Range, int Count) known)
    {
        double squares = 0;
        foreach (var score in scores)
            if (!float.IsNaN(score) && (score - mean) / known.Range is var share)
                squares += share * share;
        return known.Range * Math.Sqrt(squares / known.Count);
    }

    /// <summary>Scales scores in place. NaN among numbers counts as the lowest of them; NaN throughout becomes 0.</summary>
    /// <returns>Whether there was any number.</returns>
    public static bool Apply(BlendScale scale, Span<float> scores)
    {
        var low = float.PositiveInfinity;
        foreach (var score in scores)
            low = score < low ? score : low;
        var isKnown = low < float.PositiveInfinity;
        foreach (ref var score in scores)
            score = float.IsNaN(score) ? (isKnown ? low : 0) : score;
        if (isKnown && scale == BlendScale.ReciprocalRank)
            Rank(scores);
        else
            System.Numerics.Tensors.TensorPrimitives.Multiply(scores, isKnown ? Factor(scale, scores) : 0, scores);
        return isKnown;
    }

    private static void Rank(Span<float> scores)
    {
        var (keys, items) = (new float[scores.Length], new int[scores.Length]);
        for (var item = 0; item < items.Length; item++)
            (keys[item], items[item]) = (-scores[item], item);
        Array.Sort(keys, items);
        var place = 0;
        for (var index = 0; index < items.Length; index++)
        {
            place = index > 0 && keys[index] == keys[index - 1] ? place : index + 1;
            scores[items[index]] = 1 / (RankOffset + place);
        }
    }
}
