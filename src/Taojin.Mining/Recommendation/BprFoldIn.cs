using System.Numerics.Tensors;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>How a history becomes a user's vector while the items stand.</summary>
/// <param name="LearningRate">Of the first step; it falls to 0 in a straight line.</param>
/// <param name="Regularization">L2 penalty of a step (λ).</param>
/// <param name="Passes">How often the history is gone through.</param>
/// <param name="Candidates">Untouched items drawn a step, of which the highest counts.</param>
/// <param name="Seed">Names the draws, which are the same for every history.</param>
internal sealed record BprRule(double LearningRate, double Regularization, int Passes, int Candidates, ulong Seed);

/// <summary>Pairwise learning of one user from nothing. Each step is owed to one item of the history, so what each adds to a score can be told.</summary>
internal static class BprFoldIn
{
    /// <summary>Writes the vector of a history; 0 for an empty one.</summary>
    /// <param name="items">Item vectors, shape [items × factors].</param>
    /// <param name="history">Items touched, in any order; each once.</param>
    /// <param name="rule">How to step.</param>
    /// <param name="user">Receives the vector, shape [factors].</param>
    /// <param name="owed">Receives what each item of the history adds to the vector, shape [history × factors]; null when nobody asks.</param>
    public static void Solve(DenseRows items, ReadOnlySpan<int> history, BprRule rule, Span<float> user, DenseRows? owed = null)
    {
        user.Clear();
        var touched = history.ToArray();
        Array.Sort(touched); // the vector depends on what was touched, not on the order
        if (touched.Length == 0 || touched.Length == items.RowCount)
            return;
        var chance = SplitMix64.Stream(rule.Seed, "bpr/fold-in");
        var (steps, step, scale) = ((double)rule.Passes * touched.Length, 0, 1f);
        for (var pass = 0; pass < rule.Passes; pass++)
            for (var place = 0; place < touched.Length; place++, step++)
            {
                var rate = rule.LearningRate * (1 - (step / steps));
                var better = items[touched[place]];
                var worse = items[Negative(items, touched, rule, user, ref chance)];
                scale *= (float)(1 - (rate * rule.Regularization)); // the vector is scale · user: what is owed shrinks with it at no cost
                var pull = (float)rate * Wrongness(user, better, worse, scale) / scale;
                Add(user, better, worse, pull);
                if (owed is not null)
                    Add(owed[history.IndexOf(touched[place])], better, worse, pull);
            }
        TensorPrimitives.Multiply(user, scale, user);
        if (owed is not null)
            TensorPrimitives.Multiply(owed.Values, scale, owed.Values);
    }

    private static float Wrongness(ReadOnlySpan<float> user, ReadOnlySpan<float> better, ReadOnlySpan<float> worse, float scale) =>
        1 / (1 + MathF.Exp(scale * (TensorPrimitives.Dot(user, better) - TensorPrimitives.Dot(user, worse))));

    /// <summary>Of a few untouched items the one that stands highest for the user.</summary>
    private static int Negative(DenseRows items, int[] touched, BprRule rule, ReadOnlySpan<float> user, ref SplitMix64 chance)
    {
        var (best, top) = (-1, float.NegativeInfinity);
        for (var left = rule.Candidates; left > 0;)
        {
            var item = chance.NextInt32(items.RowCount);
            if (Array.BinarySearch(touched, item) >= 0)
                continue;
            left--;
            var score = rule.Candidates == 1 ? 0 : TensorPrimitives.Dot(user, items[item]);
            if (score > top || best < 0)
                (best, top) = (item, score);
        }
        return best;
    }

    private static void Add(Span<float> sum, ReadOnlySpan<float> better, ReadOnlySpan<float> worse, float pull)
    {
        TensorPrimitives.MultiplyAdd(better, pull, sum, sum);
        TensorPrimitives.MultiplyAdd(worse, -pull, sum, sum);
    }
}
