using Taojin.Mining.Evaluation.Drift;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Evaluation.Drift;

/// <summary>How far distributions have moved, by figures worked out by hand.</summary>
public sealed class StabilityIndexTests
{
    [Fact]
    public void Half_and_half_that_became_a_quarter_and_three_quarters()
    {
        // with half a value more a class: e = .5, .5; a = 25.5 ÷ 101, 75.5 ÷ 101.
        // (.252475 − .5) ln(.252475 ÷ .5) + (.747525 − .5) ln(.747525 ÷ .5) = .169133 + .099545
        StabilityIndex.Of([50, 50], [25, 75]).ShouldBe(0.268677, 1e-5);
        StabilityIndex.Of([25, 75], [50, 50]).ShouldBe(0.268677, 1e-5); // it is symmetric
        StabilityIndex.Of([50, 50], [500, 500]).ShouldBe(0);
    }

    [Fact]
    public void An_empty_class_is_finite_and_an_empty_sample_says_nothing()
    {
        // e = 20.5, 30.5, 50.5 of 101.5; a = .5, 20.5, 30.5 of 51.5
        StabilityIndex.Of([20, 30, 50], [0, 20, 30]).ShouldBe(0.627465, 1e-6);
        StabilityIndex.Of([20, 30], [0, 0]).ShouldBe(double.NaN);
        StabilityIndex.Of([], []).ShouldBe(double.NaN);
    }

    [Fact]
    public void Missing_values_are_a_class_of_their_own()
    {
        var then = BinnedColumn.Of("价格", Enumerable.Range(0, 1000).Select(value => (float)value));
        var now = then.With([.. Enumerable.Range(0, 500).Select(value => 2f * value), .. Enumerable.Repeat(float.NaN, 500)]);

        (now.Missing, now.Total).ShouldBe((500L, 1000L));
        StabilityIndex.Of(then, now).ShouldBeGreaterThan(1);
        StabilityIndex.Of(then, then.With(Enumerable.Range(0, 1000).Select(value => (float)value))).ShouldBe(0);
    }

    [Fact]
    public void Classes_are_deciles_and_a_value_that_fills_several_has_one_of_its_own()
    {
        BinnedColumn.Of("x", Enumerable.Range(1, 100).Select(value => (float)value)).Counts.ShouldBe([10, 10, 10, 10, 10, 10, 10, 10, 10, 10]);
        var mostly = BinnedColumn.Of("x", [.. Enumerable.Repeat(0f, 80), .. Enumerable.Range(1, 20).Select(value => (float)value)]);
        mostly.Edges[0].ShouldBe(0);
        mostly.Counts[0].ShouldBe(80);
        mostly.Counts.Sum().ShouldBe(100);
        BinnedColumn.Of("x", [7f, 7f]).Counts.ShouldBe([2]);
        BinnedColumn.Of("x", []).Total.ShouldBe(0);
        BinnedColumn.Of("x", [float.NaN]).Missing.ShouldBe(1);
    }

    [Fact]
    public void Samples_of_one_distribution_give_what_chance_says()
    {
        var chance = SplitMix64.Stream(11, "drift");
        var then = BinnedColumn.Of("x", [.. Enumerable.Range(0, 2000).Select(_ => chance.NextSingle())]);
        var drifts = Enumerable.Range(0, 200).Select(_ => ColumnDrift.Of(then, [.. Enumerable.Range(0, 500).Select(_ => chance.NextSingle())])).ToArray();

        drifts[0].ByChance.ShouldBe(9 * ((1 / 2000.0) + (1 / 500.0)), 1e-12);
        drifts.Average(each => each.Index).ShouldBe(drifts[0].ByChance, 0.4 * drifts[0].ByChance);
        drifts.ShouldAllBe(each => each.Level == "stable");
    }

    [Theory]
    [InlineData(0.09, 0.001, "stable")]
    [InlineData(0.11, 0.001, "some")]
    [InlineData(0.11, 0.05, "stable")] // three times chance is more
    [InlineData(0.26, 0.001, "much")]
    [InlineData(double.NaN, 0.001, "unknown")]
    public void Levels_follow_custom_and_chance(double index, double byChance, string level) => new ColumnDrift("x", index, byChance, 100, 100).Level.ShouldBe(level);

    [Fact]
    public void Other_classes_cannot_be_compared() =>
        Should.Throw<ArgumentException>(() => StabilityIndex.Of(BinnedColumn.Of("x", [1f, 2f]), BinnedColumn.Of("x", [1f, 2f, 3f, 4f])));
}
