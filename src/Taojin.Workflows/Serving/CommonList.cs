using Taojin.Data;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Workflows.Serving;

/// <summary>What is touched most, counted from the log: what a shop shows that has published nothing yet.</summary>
internal static class CommonList
{
    /// <summary>Its name in answers: no version of a model.</summary>
    public const string Version = "none";

    /// <returns>Null for a log in which nobody touched anything.</returns>
    public static PublishedRecommender? Of(ShopLog log, BehaviourWeights weights)
    {
        var (sums, last) = (new float[log.Items.Count], new Instant[log.Items.Count]);
        for (var index = 0; index < log.Count; index++)
            if (log.Item[index] is >= 0 and var item)
                (sums[item], last[item]) = (sums[item] + Math.Max(0, weights[log.Kind[index]]), log.Time[index]);
        int[] touched = [.. Enumerable.Range(0, sums.Length).Where(item => sums[item] > 0)];
        if (touched.Length == 0)
            return null;
        var everybody = new CsrMatrix(1, sums.Length, [0, touched.Length], touched, Array.ConvertAll(touched, item => sums[item]));
        return new(Version, new Popular(new()).Fit(new() { Users = new(), Items = log.Items, Matrix = everybody, LastTimes = Array.ConvertAll(touched, item => last[item]), AsOf = log.End }, new() { Threads = 1 }), weights);
    }
}
