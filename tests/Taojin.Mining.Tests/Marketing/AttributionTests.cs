using CsCheck;
using Taojin.Mining.Marketing.Channels;

namespace Taojin.Mining.Tests.Marketing;

/// <summary>Credit for purchases, by hand and by plain loops.</summary>
public sealed class AttributionTests
{
    // three journeys worked by hand: a > b > c > purchase, a > leave, b > c > leave
    private static readonly Journey[] ByHand = [new([0, 1, 2], 1), new([0], 0), new([1, 2], 0)];

    [Fact]
    public void Removal_effects_are_those_worked_by_hand()
    {
        MarkovRemoval.Effects(ByHand, 3).Select(effect => Math.Round(effect, 10)).ShouldBe([0.5, 1, 1]);
        MarkovRemoval.Of(ByHand, 3).Credit.Select(credit => Math.Round(credit, 10)).ShouldBe([0.2, 0.4, 0.4]);
    }

    [Fact]
    public void Simple_rules_share_each_purchase()
    {
        Journey[] journeys = [new([0, 1, 1, 2], 100), new([2], 50, Count: 2), new([], 30), new([1], 0)];

        Attribution.LastTouch(journeys, 3).Credit.ShouldBe([0, 0, 200]);
        Attribution.Linear(journeys, 3).Credit.ShouldBe([25, 50, 125]);
    }

    [Fact]
    public void Shapley_values_are_those_of_the_glove_game() =>
        // one left glove (player 0) and two right ones: a pair is worth 1
        ShapleyCredit.Values([0, 0, 0, 1, 0, 1, 0, 1], 3).Select(value => Math.Round(value, 10)).ShouldBe([0.6666666667, 0.1666666667, 0.1666666667]);

    [Fact]
    public void Shapley_values_are_means_over_all_orders() => Gen.Double[0, 1].Array[16].Sample(worth =>
    {
        worth[0] = 0;
        var plain = new double[4];
        foreach (var order in Orders([0, 1, 2, 3]))
            for (var (place, set) = (0, 0); place < 4; set |= 1 << order[place++])
                plain[order[place]] += (worth[set | (1 << order[place])] - worth[set]) / 24;

        ShapleyCredit.Values(worth, 4).Zip(plain).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-9);
    }, iter: 30);

    [Fact]
    public void Every_rule_gives_away_all_there_is_and_no_more() =>
        Gen.Select(Gen.Int[0, 2].Array[1, 5], Gen.Double[0, 10], (channels, value) => new Journey(channels, value < 5 ? 0 : value)).Array[5, 40].Sample(journeys =>
        {
            var total = journeys.Sum(journey => journey.Value);
            foreach (var rule in Attribution.Of(journeys, 3))
                rule.Credit.Sum().ShouldBe(total, 1e-6, rule.Rule);
        }, iter: 200);

    [Fact]
    public void A_channel_that_changes_nothing_gets_nothing_from_the_Markov_chain_only_where_nobody_passes()
    {
        var effects = MarkovRemoval.Effects([new([0], 1, Count: 10), new([1], 0, Count: 10)], 3);

        effects.ShouldBe([1, 0, 0]);
    }

    private static IEnumerable<int[]> Orders(int[] players) => players.Length == 0 ? [[]]
        : players.SelectMany(first => Orders([.. players.Where(each => each != first)]).Select(rest => (int[])[first, .. rest]));
}
