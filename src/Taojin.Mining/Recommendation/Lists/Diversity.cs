namespace Taojin.Mining.Recommendation.Lists;

/// <summary>Orders a list so that each place adds something new: maximal marginal relevance.</summary>
/// <remarks>
/// The next item is the one with the highest (1 − λ) · value − λ · its highest similarity to those before it. Carbonell and Goldstein, SIGIR 1998,
/// doi:10.1145/290941.291025. λ = 0 keeps the order of the values. Cost: count × candidates calls of the similarity.
/// </remarks>
public static class Diversity
{
    /// <summary>Chooses and orders.</summary>
    /// <param name="values">Value of each candidate, shape [candidates]; scaled to [0, 1] inside, so that it can be weighed against similarity.</param>
    /// <param name="similarity">Similarity of two candidates in [0, 1].</param>
    /// <param name="weight">λ in [0, 1]: what being unlike the others counts.</param>
    /// <param name="count">How many places there are.</param>
    /// <returns>Indexes of candidates, best first, at most <paramref name="count"/>; equal ones in their given order.</returns>
    public static IReadOnlyList<int> Order(ReadOnlySpan<double> values, Func<int, int, double> similarity, double weight, int count)
    {
        var relevance = Scaled(values);
        var closest = new double[values.Length]; // highest similarity to what was chosen
        var isTaken = new bool[values.Length];
        var chosen = new List<int>(Math.Min(count, values.Length));
        while (chosen.Count < count && chosen.Count < values.Length)
        {
            var best = -1;
            var highest = double.NegativeInfinity;
            for (var candidate = 0; candidate < values.Length; candidate++)
            {
                var gain = ((1 - weight) * relevance[candidate]) - (weight * closest[candidate]);
                if (!isTaken[candidate] && gain > highest)
                    (best, highest) = (candidate, gain);
            }
            chosen.Add(best);
            isTaken[best] = true;
            for (var candidate = 0; candidate < values.Length; candidate++)
                if (!isTaken[candidate])
                    closest[candidate] = Math.Max(closest[candidate], similarity(best, candidate));
        }
        return chosen;
    }

    private static double[] Scaled(ReadOnlySpan<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        var scaled = new double[values.Length];
        for (var index = 0; index < values.Length; index++)
            scaled[index] = high > low ? (values[index] - low) / (high - low) : 1;
        return scaled;
    }
}
