
namespace Taojin.Mining.Marketing.Association;

/// <summary>Who has these items in the basket also has this one.</summary>
/// <param name="If">Indexes of the items, ascending.</param>
/// <param name="Then">Index of the further item.</param>
/// <param name="Count">Baskets with all of them.</param>
public sealed record AssociationRule(int[] If, int Then, int Count)
{
    /// <summary>Share of all baskets that hold all of them.</summary>
    public required double Support { get; init; }

    /// <summary>Share of the baskets with <see cref="If"/> that also hold <see cref="Then"/>.</summary>
    public required double Confidence { get; init; }

    /// <summary>Confidence ÷ share of all baskets with <see cref="Then"/>: 1 when the one says nothing of the other.</summary>
    public required double Lift { get; init; }

    /// <summary>Support beyond what independence would give.</summary>
    public required double Leverage { get; init; }

    /// <summary>How much oftener the rule would fail if it were chance: ∞ when it never fails.</summary>
    public required double Conviction { get; init; }

    /// <summary>Probability of so many common baskets or more by chance (Fisher's exact test, one-sided).</summary>
    public required double PValue { get; init; }

    /// <summary>The same after Holm's correction for all rules that could have been found at this support, also those of low confidence.</summary>
    public double Adjusted { get; set; }
}

/// <summary>Rules with one item on the right, from frequent itemsets.</summary>
/// <remarks>Agrawal &amp; Srikant 1994; Brin et al. 1997, doi:10.1145/253260.253325 (conviction); Holm 1979; Hämäläinen &amp; Webb 2019, doi:10.1007/s10618-018-0590-x (testing).</remarks>
public static class AssociationRules
{
    /// <summary>All rules of enough confidence, the greatest lift first; equal ones in the order of their items.</summary>
    /// <param name="sets">Frequent itemsets; the support of the rules is theirs.</param>
    /// <param name="minConfidence">Least confidence.</param>
    /// <param name="minItems">Least items on both sides together.</param>
    public static IReadOnlyList<AssociationRule> Of(Itemsets sets, double minConfidence, int minItems = 2)
    {
        var (rules, tests, tail) = (new List<AssociationRule>(), 0L, new HypergeometricTail(sets.Baskets));
        Span<int> part = stackalloc int[128];
        for (var set = 0; set < sets.Count; set++)
        {
            if (sets[set].Length < Math.Max(2, minItems))
                continue;
            tests += sets[set].Length;
            for (var then = 0; then < sets[set].Length; then++)
            {
                var left = Itemsets.Less(sets[set], then, part);
                var (both, before) = (sets.CountOf(set), sets.CountOf(left));
                if (both >= (minConfidence * before) - 1e-9)
                    rules.Add(Rule(sets, (left.ToArray(), sets[set][then]), (both, before), tail));
            }
        }
        Adjust(rules, tests);
        return [.. rules.OrderByDescending(rule => rule.Lift).ThenBy(rule => rule.If.Length).ThenBy(rule => rule.If[0]).ThenBy(rule => rule.Then)];
    }

    private static AssociationRule Rule(Itemsets sets, (int[] If, int Then) sides, (int Both, int Before) counts, HypergeometricTail tail)
    {
        var (n, after) = ((double)sets.Baskets, sets.CountOf([sides.Then]));
        var (confidence, share) = (counts.Both / (double)counts.Before, after / n);
        return new(sides.If, sides.Then, counts.Both)
        {
            Support = counts.Both / n,
            Confidence = confidence,
            Lift = confidence / share,
            Leverage = (counts.Both / n) - (counts.Before / n * share),
            Conviction = confidence < 1 ? (1 - share) / (1 - confidence) : double.PositiveInfinity,
            PValue = tail.AtLeast(counts.Both, counts.Before, after),
        };
    }

    private static void Adjust(List<AssociationRule> rules, long tests)
    {
        var (place, most) = (0, 0.0);
        foreach (var rule in rules.OrderBy(rule => rule.PValue))
            rule.Adjusted = most = Math.Max(most, Math.Min(1, rule.PValue * (tests - place++)));
    }

    /// <summary>Chances of draws without replacement; factorials are kept.</summary>
    private sealed class HypergeometricTail
    {
        private readonly int _n;
        private readonly double[] _factorials;

        public HypergeometricTail(int n)
        {
            (_n, _factorials) = (n, new double[n + 1]);
            for (var k = 2; k <= n; k++)
                _factorials[k] = _factorials[k - 1] + Math.Log(k);
        }

        public double AtLeast(int both, int left, int right)
        {
            var most = Math.Min(left, right);
            var first = Choose(right, both) + Choose(_n - right, left - both) - Choose(_n, left);
            var (sum, term) = (1.0, 1.0);
            for (var k = both; k < most && term > 1e-17 * sum; k++)
            {
                term *= (double)(right - k) * (left - k) / ((double)(k + 1) * (_n - right - left + k + 1));
                sum += term;
            }
            return Math.Min(1, Math.Exp(first) * sum);
        }

        private double Choose(int n, int k) => k < 0 || k > n ? double.NegativeInfinity : _factorials[n] - _factorials[k] - _factorials[n - k];
    }
}
