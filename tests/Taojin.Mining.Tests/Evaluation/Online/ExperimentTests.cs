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
        var missed = Enumerable.Range(0, 200).Count(run => EverMisses(run, outcomes => outcomes.Measured("CTR")));

        missed.ShouldBeLessThanOrEqualTo(17); // 5 % are 10; 17 is three standard deviations above
    }

    [Fact]
    public void Two_equal_arms_are_rarely_called_different_however_often_one_looks()
    {
        var called = Enumerable.Range(0, 200).Count(run =>
        {
            var chance = SplitMix64.Stream(3, "experiment/equal", run);
            var (control, arm) = (default(ArmOutcomes), default(ArmOutcomes));
            for (var pair = 1; pair <= 3000; pair++)
            {
                (control, arm) = (control.With(chance.NextDouble() < 0.2 ? 1 : 0), arm.With(chance.NextDouble() < 0.2 ? 1 : 0));
                if (pair > 50 && arm.Against(control, "Δ") is { Low: > 0 } or { High: < 0 })
                    return true;
            }
            return false;
        });

        called.ShouldBeLessThanOrEqualTo(17);
    }

    [Fact]
    public void A_real_difference_is_found()
    {
        var (control, arm) = (new ArmOutcomes(5000, 500, 500), new ArmOutcomes(5000, 750, 750));

        arm.Against(control, "Δ").Low.ShouldBeGreaterThan(0);
        arm.Against(control, "Δ").Value.ShouldBe(0.05, 1e-12);
    }

    [Fact]
    public void Outcomes_of_parts_add_up()
    {
        var whole = default(ArmOutcomes).With(1).With(2).With(4);

        (default(ArmOutcomes).With(1) + default(ArmOutcomes).With(2).With(4)).ShouldBe(whole);
        whole.Mean.ShouldBe(7 / 3.0, 1e-12);
        whole.Deviation.ShouldBe(Math.Sqrt((21 / 3.0) - (49 / 9.0)), 1e-12);
    }

    private static bool EverMisses(int run, Func<ArmOutcomes, Taojin.Mining.Evaluation.MetricValue> measured)
    {
        var (chance, outcomes) = (SplitMix64.Stream(11, "experiment/coins", run), default(ArmOutcomes));
        for (var toss = 1; toss <= 5000; toss++)
        {
            outcomes = outcomes.With(chance.NextDouble() < 0.3 ? 1 : 0);
            if (toss > 50 && measured(outcomes) is var interval && (interval.Low > 0.3 || interval.High < 0.3))
                return true;
        }
        return false;
    }
}
