using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Association;
using Taojin.Testing.Sets;

namespace Taojin.Mining.Tests.Marketing;

/// <summary>Groceries, 9,835 baskets: counts of an own Apriori on the same data that agree with the known outputs of arules (oracles 5.4).</summary>
public sealed class GroceriesTests
{
    [Theory]
    [InlineData(.001, .8, 1, new[] { 157, 2981, 6831, 3137, 376, 10 }, new[] { 29, 229, 140, 12 }, 3)]
    [InlineData(.006, .25, 2, new[] { 109, 478, 156, 4 }, new[] { 150, 297, 16 }, 2)]
    [InlineData(.01, .5, 1, new[] { 88, 213, 32 }, new[] { 15 }, 3)]
    [InlineData(.001, .5, 1, new[] { 157, 2981, 6831, 3137, 376, 10 }, new[] { 11, 1461, 3211, 939, 46 }, 2)]
    public void Itemsets_and_rules_have_the_known_counts(double support, double confidence, int minItems, int[] setsBySize, int[] rulesBySize, int firstSize)
    {
        var sets = Mined(support);
        var rules = AssociationRules.Of(sets, confidence, minItems);

        sets.BySize().ShouldBe(setsBySize);
        rules.GroupBy(rule => rule.If.Length + 1).OrderBy(group => group.Key).Select(group => (group.Key, Count: group.Count()))
            .ShouldBe(rulesBySize.Select((count, place) => (firstSize + place, count)));
    }

    [Theory]
    [InlineData(.001, .8, "liquor + red/blush wine", "bottled beer", 19, .00193188, .904762, 11.235269)]
    [InlineData(.006, .25, "herbs", "root vegetables", 69, .00701576, .431250, 3.956477)]
    [InlineData(.01, .5, "citrus fruit + root vegetables", "other vegetables", 102, .01037112, .586207, 3.029608)]
    [InlineData(.001, .5, "Instant food products + soda", "hamburger meat", 12, .00122013, .631579, 18.995654)]
    public void The_rule_of_greatest_lift_is_the_known_one(double support, double confidence, string left, string right, int count, double supportOf, double confidenceOf, double lift)
    {
        var sets = Mined(support);
        var top = AssociationRules.Of(sets, confidence)[0];

        string.Join(" + ", top.If.Select(sets.Items.IdAt).Order(StringComparer.Ordinal)).ShouldBe(left);
        sets.Items.IdAt(top.Then).ShouldBe(right);
        top.Count.ShouldBe(count);
        (top.Support, top.Confidence, top.Lift).ShouldSatisfyAllConditions(
            each => each.Support.ShouldBe(supportOf, 1e-8), each => each.Confidence.ShouldBe(confidenceOf, 1e-6), each => each.Lift.ShouldBe(lift, 1e-6));
        top.Adjusted.ShouldBeInRange(top.PValue, 1);
    }

    private static Itemsets Mined(double support)
    {
        if (DataSets.Find("groceries/Groceries.baskets.csv.gz") is { } path)
            return new FrequentItemsets(new() { MinSupport = support }).Fit(Groceries.Read(path), new FitContext { Threads = 2 });
        Assert.Skip("The data set groceries is not here. Set TAOJIN_DATA to the folder of data sets.");
        throw new InvalidOperationException();
    }
}
