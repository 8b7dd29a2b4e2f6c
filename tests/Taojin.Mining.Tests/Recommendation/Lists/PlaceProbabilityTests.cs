using Taojin.Mining.Evaluation.Online;
using Taojin.Mining.Recommendation.Lists;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Recommendation.Lists;

/// <summary>What exploration says of a place is how probable its item was there over all lists that chance might have made; estimates rest on it.</summary>
public sealed class PlaceProbabilityTests
{
    private const double Epsilon = 0.3;
    private static readonly int[] Order = [3, 1, 0];

    [Theory]
    [InlineData(9)]
    [InlineData(5)]
    [InlineData(4)] // one is left outside: it can be drawn once
    public void The_probability_of_a_place_is_the_sum_over_all_lists(int candidates)
    {
        var truth = new double[candidates, Order.Length];
        AddLists(truth, [], [.. Order], [.. Enumerable.Range(0, candidates).Except(Order)], 1);

        for (var run = 0; run < 500; run++)
            foreach (var (place, placed) in Exploration.Epsilon(Order, candidates, Epsilon, SplitMix64.Stream(3, "place", run)).Index())
                placed.Propensity.ShouldBe(truth[placed.Candidate, place], 1e-12);
        Enumerable.Range(0, Order.Length).ShouldAllBe(place => Math.Abs(Enumerable.Range(0, candidates).Sum(item => truth[item, place]) - 1) < 1e-12);
    }

    /// <summary>
    /// The candidate wants the list's own first item where it stands, then one from outside, then the list's second, which chance must push down.
    /// Where a draw has put the one from outside further up already it cannot be drawn again: by the probability given what stands above, IPS would miss those lists.
    /// </summary>
    [Fact]
    public void Estimates_are_not_low_where_chance_showed_further_up_what_the_candidate_wants_here()
    {
        int[] candidate = [3, 5, 1];
        var truth = candidate.Select((item, place) => Rate(item, place)).Average();
        var (said, given) = (new List<LoggedDecision>(), new List<LoggedDecision>());
        var chance = SplitMix64.Stream(4, "clicks");
        for (var run = 0; run < 40_000; run++)
        {
            var (placed, drawn) = (Exploration.Epsilon(Order, 6, Epsilon, SplitMix64.Stream(4, "lists", run)), 0);
            for (var place = 0; place < placed.Count; place++)
            {
                var reward = chance.NextDouble() < Rate(placed[place].Candidate, place) ? 1 : 0;
                var isWanted = placed[place].Candidate == candidate[place] ? 1 : 0;
                said.Add(new(reward, placed[place].Propensity, isWanted));
                given.Add(new(reward, placed[place].IsExplored ? Epsilon / (3 - drawn) : drawn == 3 ? 1 : 1 - Epsilon, isWanted));
                drawn += placed[place].IsExplored ? 1 : 0;
            }
        }

        var (ours, theirs) = (OffPolicy.Estimate(said, seed: 1)[0], OffPolicy.Estimate(given, seed: 1)[0]);

        (ours.Name, ours.Low <= truth, truth <= ours.High).ShouldBe(("IPS", true, true), $"{ours} of {truth}");
        theirs.High.ShouldBeLessThan(truth - 0.02);
    }

    private static double Rate(int item, int place) => (0.2 + (0.1 * item)) / (place + 1);

    /// <summary>A plain walk over every list that chance can make.</summary>
    private static void AddLists(double[,] truth, int[] above, int[] own, int[] outside, double probability)
    {
        if (above.Length == Order.Length)
        {
            foreach (var (place, item) in above.Index())
                truth[item, place] += probability;
            return;
        }
        AddLists(truth, [.. above, own[0]], own[1..], outside, probability * (outside.Length > 0 ? 1 - Epsilon : 1));
        foreach (var drawn in outside)
            AddLists(truth, [.. above, drawn], own, [.. outside.Where(other => other != drawn)], probability * Epsilon / outside.Length);
    }
}
