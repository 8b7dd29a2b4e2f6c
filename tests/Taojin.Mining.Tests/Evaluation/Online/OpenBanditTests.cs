using Taojin.Mining.Evaluation.Online;
using Taojin.Testing.Sets;

namespace Taojin.Mining.Tests.Evaluation.Online;

/// <summary>Estimates from a real log with real propensities.</summary>
public sealed class OpenBanditTests
{
    [Theory]
    [InlineData("men", 34, 0.00300863, 0.00318942, 0.0046)]
    [InlineData("women", 46, 0.00743758, 0.00237305, 0.0046)]
    public void The_uniform_policy_is_judged_from_the_log_of_Thompson_sampling(string campaign, int items, double ips, double snips, double truth)
    {
        // IPS and SNIPS by a line of awk over the same file; the truth is the click rate of the log that the uniform policy made itself.
        if (DataSets.Find("open-bandit") is not { } folder)
        {
            Assert.Skip("The data set open-bandit is not here.");
            return;
        }
        var log = OpenBandit.Read(folder, "bts", campaign);
        log.Select(each => each.Item).Distinct().Count().ShouldBe(items);
        OpenBandit.Read(folder, "random", campaign).Average(each => each.Click).ShouldBe(truth, 1e-9);
        var rewards = new ChoiceRewards([.. log.Select(each => ($"{each.Item}", (double)each.Click))]);
        LoggedDecision[] decisions = [.. log.Select((each, place) => new LoggedDecision(
            each.Click, each.Propensity, 1.0 / items, rewards.Of(place, $"{each.Item}"), Enumerable.Range(0, items).Average(item => rewards.Of(place, $"{item}"))))];

        var estimates = OffPolicy.Estimate(decisions, seed: 1).ToDictionary(each => each.Name);

        estimates["IPS"].Value.ShouldBe(ips, 1e-8);
        estimates["SNIPS"].Value.ShouldBe(snips, 1e-8);
        foreach (var name in new[] { "IPS", "DR" })
            (estimates[name].Low, estimates[name].High).ShouldSatisfyAllConditions(each => each.Low.ShouldBeLessThan(truth), each => each.High.ShouldBeGreaterThan(truth * 0.8));
        estimates["effective decisions"].Value.ShouldBeInRange(1, log.Count);
    }

    [Fact]
    public void A_choice_is_never_judged_by_its_own_reward()
    {
        (string, double)[] log = [("a", 1), ("a", 0), ("b", 0), ("a", 0)];

        new ChoiceRewards(log).Of(0, "a").ShouldBe(0); // the other half saw two of a, without reward
        new ChoiceRewards(log).Of(1, "a").ShouldBe((1 + (20 * 0.5)) / 21, 1e-12);
    }
}
