namespace Taojin.Mining.Evaluation;

/// <summary>Metrics of one user's list, from the places of the relevant items. Places start at 1 and may be halves where scores tie.</summary>
/// <remarks>An item is among the first k when fewer than k others stand before it, those that tie counted by half: place − 1 &lt; k, so 10½ is among the first 10.</remarks>
public static class RankingMetrics
{
    /// <summary>1 when a relevant item stands among the first k.</summary>
    public static double Hit(ReadOnlySpan<double> places, int k) => Hits(places, k) > 0 ? 1 : 0;

    /// <summary>Share of the relevant items among the first k.</summary>
    public static double Recall(ReadOnlySpan<double> places, int k) => Hits(places, k) / (double)places.Length;

    /// <summary>Discounted gain of the first k against the best possible: relevance 0 or 1, discount 1 ÷ log₂(place + 1), ideal over min(k, relevant).</summary>
    /// <remarks>Järvelin &amp; Kekäläinen 2002, doi:10.1145/582415.582418.</remarks>
    public static double Ndcg(ReadOnlySpan<double> places, int k)
    {
        double gain = 0, ideal = 0;
        foreach (var place in places)
            if (IsAmong(place, k))
                gain += 1 / Math.Log2(place + 1);
        for (var place = 1; place <= Math.Min(k, places.Length); place++)
            ideal += 1 / Math.Log2(place + 1);
        return gain / ideal;
    }

    /// <summary>Mean of the precision at each relevant place within the first k, over min(k, relevant).</summary>
    /// <param name="places">Places of the relevant items, ascending.</param>
    /// <param name="k">Length of the list.</param>
    public static double AveragePrecision(ReadOnlySpan<double> places, int k)
    {
        double sum = 0;
        for (var hit = 0; hit < places.Length && IsAmong(places[hit], k); hit++)
            sum += (hit + 1) / places[hit];
        return sum / Math.Min(k, places.Length);
    }

    /// <summary>One over the first relevant place, however far down, or 0 when it is not among the first k.</summary>
    public static double ReciprocalRank(ReadOnlySpan<double> places, int k = int.MaxValue)
    {
        var first = double.PositiveInfinity;
        foreach (var place in places)
            first = Math.Min(first, place);
        return IsAmong(first, k) ? 1 / first : 0;
    }

    /// <summary>Gini index of how often things occur: 0 when all occur equally often, 1 − 1 ÷ n when one alone does, NaN when none does.</summary>
    public static double Gini(ReadOnlySpan<int> counts)
    {
        var sorted = counts.ToArray();
        Array.Sort(sorted);
        double sum = 0, ranked = 0;
        for (var place = 0; place < sorted.Length; place++)
        {
            sum += sorted[place];
            ranked += (place + 1.0) * sorted[place];
        }
        return ((2 * ranked / sum) - sorted.Length - 1) / sorted.Length;
    }

    private static bool IsAmong(double place, int k) => place - 1 < k;

    private static int Hits(ReadOnlySpan<double> places, int k)
    {
        var hits = 0;
        foreach (var place in places)
            hits += IsAmong(place, k) ? 1 : 0;
        return hits;
    }
}
