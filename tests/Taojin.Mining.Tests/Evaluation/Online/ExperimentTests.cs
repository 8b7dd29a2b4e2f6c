using Taojin.Mining.Evaluation.Online;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Evaluation.Online;

/// <summary>Who gets which arm, and when a difference may be believed.</summary>
public sealed class ExperimentTests
{
    private static readonly ExperimentArm[] Halves = [new("control", 0.5), new("new", 0.5)];

    [Fact]
    public void A_user_keeps_the_arm_and_another_experiment_parts_users_anew()
    {
        var users = Enumerable.Range(0, 10_000).Select(user => $"用户{user}").ToArray();
        var arms = users.Select(user => ExperimentArm.Of(Halves, "home-2026", user)).ToArray();

        users.Select(user => ExperimentArm.Of(Halves, "home-2026", user)).ShouldBe(arms);
        arms.Count(arm => arm == 1).ShouldBeInRange(4850, 5150);
        users.Where((user, index) => ExperimentArm.Of(Halves, "basket-2026", user) == arms[index]).Count().ShouldBeInRange(4850, 5150);
    }

    [Fact]
    public void Who_stands_outside_is_in_no_arm_and_a_growing_last_share_moves_nobody_else()
    {
        ExperimentArm[] small = [new("control", 0.2), new("new", 0.1)], grown = [new("control", 0.2), new("new", 0.4)];
        var users = Enumerable.Range(0, 2000).Select(user => $"u{user}").ToArray();

        users.Count(user => ExperimentArm.Of(small, "x", user) < 0).ShouldBeInRange(1300, 1500);
        users.ShouldAllBe(user => ExperimentArm.Of(small, "x", user) < 0 || ExperimentArm.Of(small, "x", user) == ExperimentArm.Of(grown, "x", user));
    }

    [Fact]
    public void An_interval_that_is_looked_at_always_covers_the_truth()
    {
        // 200 streams of 5,000 coins, looked at after each: a 95 % interval of one look would miss in about half of the streams at some time.
        var missed = Enumerable.Range(0, 200).Count(run =>
        {
            var (chance, heads) = (SplitMix64.Stream(11, "experiment/coins", run), 0);
            for (var toss = 1; toss <= 5000; toss++)
            {
                heads += chance.NextDouble() < 0.3 ? 1 : 0;
                var mean = heads / (double)toss;
                if (toss > 50 && Math.Abs(mean - 0.3) > ConfidenceSequence.HalfWidth(Math.Sqrt(mean * (1 - mean)), toss))
                    return true;
            }
            return false;
        });

        missed.ShouldBeLessThanOrEqualTo(17); // 5 % are 10; 17 is two standard deviations above
    }

    [Fact]
    public void Two_equal_arms_are_rarely_called_different_however_often_one_looks()
    {
        var called = Enumerable.Range(0, 100).Count(run =>
        {
            var chance = SplitMix64.Stream(3, "experiment/equal", run);
            var (control, arm) = (new List<OnlineUser>(), new List<OnlineUser>());
            for (var look = 0; look < 20; look++)
            {
                for (var user = 0; user < 50; user++)
                {
                    control.Add(Visitor(ref chance, 0.2));
                    arm.Add(Visitor(ref chance, 0.2));
                }
                if (new OnlineOutcomes(arm).Against(new(control))[0] is { Low: > 0 } or { High: < 0 })
                    return true;
            }
            return false;
        });

        called.ShouldBeLessThanOrEqualTo(11);
    }

    [Fact]
    public void A_real_difference_is_found_and_the_ratios_are_those_of_a_plain_count()
    {
        var chance = SplitMix64.Stream(4, "experiment/different");
        OnlineUser[] control = [.. Enumerable.Range(0, 4000).Select(_ => Visitor(ref chance, 0.1))], arm = [.. Enumerable.Range(0, 4000).Select(_ => Visitor(ref chance, 0.2))];

        var difference = new OnlineOutcomes(arm).Against(new(control));

        difference[0].Low.ShouldBeGreaterThan(0.05);
        var measured = new OnlineOutcomes(arm).Measured();
        measured[0].Value.ShouldBe(arm.Sum(user => user.Clicks) / arm.Sum(user => user.Requests), 1e-12);
        measured[2].Value.ShouldBe(arm.Sum(user => user.Revenue) / arm.Sum(user => user.Requests), 1e-12);
        measured.ShouldAllBe(metric => metric.Low < metric.Value && metric.Value < metric.High);
    }

    /// <summary>One to five lists of one user, who clicks each with a probability and buys a tenth of what was clicked.</summary>
    private static OnlineUser Visitor(ref SplitMix64 chance, double clicks)
    {
        var requests = 1 + chance.NextInt32(5);
        var (clicked, bought) = (0, 0);
        for (var request = 0; request < requests; request++)
        {
            var isClick = chance.NextDouble() < clicks;
            clicked += isClick ? 1 : 0;
            bought += isClick && chance.NextDouble() < 0.1 ? 1 : 0;
        }
        return new(requests, clicked, bought, bought * 59.9);
    }
}
