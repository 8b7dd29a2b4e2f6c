using CsCheck;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Association;

namespace Taojin.Mining.Tests.Marketing;

public sealed class FrequentItemsetsTests
{
    private static readonly Gen<int[][]> Lists = Gen.Int[0, 5].Array[0, 6].Array[1, 25];

    [Fact]
    public void Sets_counts_closed_and_maximal_are_those_of_a_plain_count() => Gen.Select(Lists, Gen.Int[1, 4]).Sample(
        drawn =>
        {
            var baskets = BasketsOf(drawn.Item1);
            var least = Math.Min(drawn.Item2, baskets.Count);
            var plain = Plain(drawn.Item1, least);

            var sets = new FrequentItemsets(new() { MinSupport = (double)least / baskets.Count }).Fit(baskets, new FitContext { Threads = 2 });

            Enumerable.Range(0, sets.Count).ToDictionary(set => MaskOf(sets[set].ToArray()), sets.CountOf).ShouldBe(plain, ignoreOrder: true);
            var (closed, maximal) = (sets.Closed(), sets.Maximal());
            for (var set = 0; set < sets.Count; set++)
            {
                var mask = MaskOf(sets[set].ToArray());
                var larger = plain.Where(other => other.Key != mask && (other.Key & mask) == mask).ToArray();
                closed[set].ShouldBe(larger.All(other => other.Value < sets.CountOf(set)));
                maximal[set].ShouldBe(larger.Length == 0);
            }
        },
        iter: 300);

    [Fact]
    public void A_rule_has_its_measures_by_hand()
    {
        // Five baskets: tea with cup three times, tea alone once, cup alone once.
        var items = new Vocabulary(["茶", "杯"]);
        var sets = new FrequentItemsets(new() { MinSupport = 0.2 }).Fit(Baskets.Of(items, [[0, 1], [0, 1], [0, 1], [0], [1]]), new FitContext());

        var rule = AssociationRules.Of(sets, 0.5).Single(each => each.Then == 1);

        (rule.Support, rule.Confidence, rule.Lift).ShouldBe((0.6, 0.75, 0.75 / 0.8));
        rule.Leverage.ShouldBe(0.6 - (0.8 * 0.8), 1e-12);
        rule.Conviction.ShouldBe(0.2 / 0.25, 1e-12);
        rule.PValue.ShouldBe(1, 1e-12); // four and four of five share three at the least
        rule.Adjusted.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Chance_alone_is_not_significant_and_a_true_pair_is()
    {
        var chance = new Numerics.SplitMix64(3);
        var lists = new int[2000][];
        for (var basket = 0; basket < lists.Length; basket++)
        {
            var members = Enumerable.Range(0, 12).Where(_ => chance.NextDouble() < 0.15).ToList();
            if (members.Contains(0) && chance.NextDouble() < 0.3)
                members.Add(1);
            lists[basket] = [.. members];
        }

        var rules = AssociationRules.Of(new FrequentItemsets(new() { MinSupport = 0.005 }).Fit(BasketsOf(lists, 12), new FitContext()), 0.01);

        rules.Where(rule => rule.Adjusted < 0.05).ShouldAllBe(rule => rule.If.Append(rule.Then).Contains(0) && rule.If.Append(rule.Then).Contains(1));
        rules.Count(rule => rule.PValue < 0.05).ShouldBeGreaterThan(rules.Count(rule => rule.Adjusted < 0.05) + 10); // what would be told without the correction
        rules.Single(rule => rule.If is [0] && rule.Then == 1).Adjusted.ShouldBeLessThan(0.001);
    }

    [Fact]
    public void Too_many_sets_end_with_advice() =>
        Should.Throw<TaojinException>(() => new FrequentItemsets(new() { MinSupport = 0.01, MostItemsets = 3 }).Fit(BasketsOf([[0, 1, 2]]), new FitContext { Threads = 1 })).Code.ShouldBe("baskets.too-many");

    private static Baskets BasketsOf(int[][] lists, int items = 6) => Baskets.Of(new Vocabulary(Enumerable.Range(0, items).Select(item => $"商品{item}")), lists);

    private static int MaskOf(IEnumerable<int> items) => items.Aggregate(0, (mask, item) => mask | (1 << item));

    private static Dictionary<int, int> Plain(int[][] lists, int least) => Enumerable.Range(1, 63)
        .Select(mask => (mask, Count: lists.Count(list => (MaskOf(list) & mask) == mask))).Where(each => each.Count >= least).ToDictionary(each => each.mask, each => each.Count);
}
