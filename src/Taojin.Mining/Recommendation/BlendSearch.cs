using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>One user to weigh models by: the scaled scores of the items that any model ranks high, and which of them came.</summary>
/// <param name="Scores">Scaled scores, shape [members][candidates].</param>
/// <param name="IsNew">Whether each candidate was touched after the cut, shape [candidates].</param>
/// <param name="NewCount">How many items came in all.</param>
internal sealed record BlendCase(float[][] Scores, bool[] IsNew, int NewCount);

/// <summary>Finds the weights of models, at least 0 and 1 in all, of the highest NDCG@10; a blend must be worth it.</summary>
internal static class BlendSearch
{
    private const int ListLength = 10, Rounds = 4;
    private const double LeastGain = 1e-5;
    private static readonly double[] Changes = [0, 0.5, 0.8, 1.25, 2, 4];

    /// <summary>Equal weights, each model alone, random points of the simplex; from the best, one weight after another is changed while it helps; then <see cref="Kept"/>.</summary>
    public static double[] Run(IReadOnlyList<BlendCase> cases, int members, int draws, FitContext context)
    {
        var tried = Starts(members, draws, context).ToArray();
        var gains = new double[tried.Length];
        context.ForEachRow(tried.Length, place => gains[place] = Ndcg(cases, tried[place]));
        var place = Array.IndexOf(gains, gains.Max());
        var (best, top) = (tried[place], gains[place]);
        for (var round = 0; round < Rounds; round++)
        {
            var before = top;
            for (var member = 0; member < members; member++)
                foreach (var change in Changes)
                {
                    var weights = Changed(best, member, change);
                    if (weights.Sum() > 0 && Ndcg(cases, weights) is var gain && gain > top)
                        (best, top) = (weights, gain);
                }
            if (top <= before)
                break;
        }
        return Kept(cases, best, [.. Enumerable.Range(0, members).Select(member => Alone(member, members))]);
    }

    /// <summary>
    /// The best member alone where the blend is not better than it by more than the interval of the paired difference; else the blend without
    /// the members that add nothing.
    /// </summary>
    internal static double[] Kept(IReadOnlyList<BlendCase> cases, double[] blend, double[][] alone)
    {
        var (gains, single) = (Gains(cases, blend), alone.MaxBy(weights => Ndcg(cases, weights))!);
        if (!IsMore(gains, Gains(cases, single)))
            return single;
        for (var member = 0; member < blend.Length; member++)
            if (blend[member] > 0 && Changed(blend, member, 0) is var without && Gains(cases, without) is var less && less.Average() >= gains.Average() - LeastGain)
                (blend, gains) = (without, less);
        return blend;
    }

    /// <summary>Whether the mean of paired differences is above 0 by more than its 95 % interval.</summary>
    private static bool IsMore(double[] gains, double[] others)
    {
        double[] differences = [.. gains.Zip(others, (one, other) => one - other)];
        var mean = differences.Average();
        var deviation = Math.Sqrt(differences.Sum(each => (each - mean) * (each - mean)) / Math.Max(1, differences.Length - 1));
        return mean > 1.96 * deviation / Math.Sqrt(differences.Length);
    }

    /// <summary>Mean over users; ties go to the candidate that stands first.</summary>
    internal static double Ndcg(IReadOnlyList<BlendCase> cases, double[] weights) => Gains(cases, weights).Average();

    private static double[] Gains(IReadOnlyList<BlendCase> cases, double[] weights)
    {
        var gains = new double[cases.Count];
        Span<int> best = stackalloc int[ListLength];
        foreach (var (row, each) in cases.Index())
        {
            var blended = new float[each.IsNew.Length];
            for (var member = 0; member < weights.Length; member++)
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(each.Scores[member], (float)weights[member], blended, blended);
            var (count, gain, ideal) = (TopK.Write(blended, best), 0.0, 0.0);
            for (var place = 0; place < count; place++)
                gain += each.IsNew[best[place]] ? 1 / Math.Log2(place + 2) : 0;
            for (var place = 0; place < Math.Min(ListLength, each.NewCount); place++)
                ideal += 1 / Math.Log2(place + 2);
            gains[row] = gain / ideal;
        }
        return gains;
    }

    private static IEnumerable<double[]> Starts(int members, int draws, FitContext context)
    {
        yield return [.. Enumerable.Repeat(1.0 / members, members)];
        for (var alone = 0; alone < members; alone++)
            yield return Alone(alone, members);
        for (var draw = 0; draw < draws; draw++)
        {
            var chance = context.Random("blend/draws", draw);
            double[] waits = [.. Enumerable.Range(0, members).Select(_ => chance.NextExponential())];
            yield return Array.ConvertAll(waits, wait => wait / waits.Sum());
        }
    }

    private static double[] Alone(int member, int members) => [.. Enumerable.Range(0, members).Select(each => each == member ? 1.0 : 0)];

    private static double[] Changed(double[] weights, int member, double change)
    {
        double[] changed = [.. weights];
        changed[member] = weights[member] == 0 ? change / 10 : weights[member] * change;
        var sum = changed.Sum();
        return sum > 0 ? Array.ConvertAll(changed, weight => weight / sum) : changed;
    }
}
