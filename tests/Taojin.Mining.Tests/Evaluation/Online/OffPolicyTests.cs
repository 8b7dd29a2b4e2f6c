using Taojin.Mining.Evaluation.Online;

namespace Taojin.Mining.Tests.Evaluation.Online;

/// <summary>Estimates of what another policy would have earned.</summary>
public sealed class OffPolicyTests
{
    [Fact]
    public void Four_decisions_by_hand()
    {
        // a = [0, 1, 0, 1], r = [1, 0, 0, 1], π_b = .5, π_e(0) = .8, q̂ = (.6, .4): IPW .5, SNIPW .5, DM .56, DR .5
        (int Action, double Reward)[] log = [(0, 1), (1, 0), (0, 0), (1, 1)];
        var decisions = log.Select(each => new LoggedDecision(each.Reward, 0.5, each.Action == 0 ? 0.8 : 0.2, each.Action == 0 ? 0.6 : 0.4, (0.8 * 0.6) + (0.2 * 0.4))).ToArray();

        var estimates = OffPolicy.Estimate(decisions, seed: 1).ToDictionary(each => each.Name);

        estimates["IPS"].Value.ShouldBe(0.5, 1e-12);
        estimates["SNIPS"].Value.ShouldBe(0.5, 1e-12);
        estimates["DM"].Value.ShouldBe(0.56, 1e-12);
        estimates["DR"].Value.ShouldBe(0.5, 1e-12);
        estimates["effective decisions"].Value.ShouldBe(4 / 1.36, 1e-12); // Σw = 4, Σw² = 2·1.6² + 2·.4²
    }

    [Fact]
    public void The_intervals_cover_the_truth_as_often_as_they_say()
    {
        // Two actions pay .1 and .3; the log chose them evenly, the candidate prefers the better one: it is worth .2·.1 + .8·.3 = .26.
        var covered = Enumerable.Range(0, 100).Count(run => OffPolicy.Estimate([.. Log(run)], seed: 5).First(each => each.Name == "IPS") is var ips && ips.Low <= 0.26 && ips.High >= 0.26);

        covered.ShouldBeInRange(87, 100);
    }

    [Fact]
    public void A_propensity_of_zero_is_refused() =>
        Should.Throw<ArgumentException>(() => OffPolicy.Estimate([new(1, 0, 1)], 1)).Message.ShouldContain("propensity");

    private static IEnumerable<LoggedDecision> Log(int run)
    {
        var chance = Taojin.Numerics.SplitMix64.Stream(7, "off-policy", run);
        for (var index = 0; index < 1000; index++)
        {
            var isBetter = chance.NextDouble() < 0.5;
            yield return new(chance.NextDouble() < (isBetter ? 0.3 : 0.1) ? 1 : 0, 0.5, isBetter ? 0.8 : 0.2);
        }
    }
}
