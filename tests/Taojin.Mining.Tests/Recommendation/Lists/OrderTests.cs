using Taojin.Mining.Recommendation.Lists;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Recommendation.Lists;

/// <summary>How the places of a list are given away.</summary>
public sealed class OrderTests
{
    [Fact]
    public void Without_a_weight_diversity_keeps_the_order_of_values() =>
        Diversity.Order([0.2, 0.9, 0.5, 0.9], (_, _) => 1, 0, 4).ShouldBe([1, 3, 2, 0]);

    [Fact]
    public void With_a_weight_the_second_of_a_kind_waits()
    {
        // Two dresses worth 1 and .9, a shoe worth .8; the two dresses are alike. λ = .5: dress .5·1; then shoe .5·0 = 0 against dress .5·.5 − .5·1.
        int[] kind = [0, 0, 1];

        Diversity.Order([1, 0.9, 0.8], (one, other) => kind[one] == kind[other] ? 1 : 0, 0.5, 3).ShouldBe([0, 2, 1]);
    }

    [Fact]
    public void A_cap_moves_what_is_above_it_behind_and_never_leaves_a_place_empty()
    {
        int[] category = [0, 0, 0, 1, -1, -1];

        CategoryCap.Order([0, 1, 2, 3, 4, 5], candidate => category[candidate], most: 1, count: 4).ShouldBe([0, 3, 4, 5]);
        CategoryCap.Order([0, 1, 2], candidate => category[candidate], most: 1, count: 3).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void The_propensities_of_exploration_are_how_often_it_happens()
    {
        const int Runs = 20_000;
        var first = new int[5];
        for (var run = 0; run < Runs; run++)
            first[Exploration.Epsilon([3, 1], candidates: 5, epsilon: 0.3, SplitMix64.Stream(1, "explore", run))[0].Candidate]++;

        (first[3] / (double)Runs).ShouldBe(0.7, 0.015);
        foreach (var other in new[] { 0, 2, 4 })
            (first[other] / (double)Runs).ShouldBe(0.1, 0.01);
        first[1].ShouldBe(0); // it stands in the list already, and waits for its place
    }

    [Fact]
    public void No_item_stands_twice_and_the_same_request_gives_the_same_list() => CsCheck.Check.Sample(
        CsCheck.Gen.Select(CsCheck.Gen.Int[1, 12], CsCheck.Gen.Int[0, 12], CsCheck.Gen.Double[0, 1], CsCheck.Gen.ULong),
        drawn =>
        {
            var (count, places, epsilon, seed) = drawn;
            int[] order = [.. Enumerable.Range(0, Math.Min(places, count))];
            var placed = Exploration.Epsilon(order, count, epsilon, new(seed));

            placed.Select(each => each.Candidate).ShouldBeUnique();
            placed.Count.ShouldBe(order.Length);
            placed.ShouldAllBe(each => each.Propensity > 0 && each.Propensity <= 1);
            Exploration.Epsilon(order, count, epsilon, new(seed)).ShouldBe(placed);
        });

    [Fact]
    public void A_drawn_rate_has_the_mean_and_spread_of_its_beta_distribution()
    {
        // Beta(30 + 20·.1, 70 + 20·.9) = Beta(32, 88): mean .26667, deviation √(32·88 ÷ (120²·121)) = .04020
        var draws = Enumerable.Range(0, 20_000).Select(run => Exploration.Thompson(30, 100, 0.1, SplitMix64.Stream(2, "thompson", run))).ToArray();
        var mean = draws.Average();

        mean.ShouldBe(32 / 120.0, 0.001);
        Math.Sqrt(draws.Average(draw => (draw - mean) * (draw - mean))).ShouldBe(0.0402, 0.001);
    }
}
