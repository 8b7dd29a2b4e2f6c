using Taojin.Mining.Evaluation.Online;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Evaluation.Online;

/// <summary>Whether a version on trial does harm, by figures worked out by hand.</summary>
public sealed class TrialTests
{
    [Fact]
    public void Evidence_is_the_mean_of_likelihood_ratios()
    {
        // allowed 0.5: the higher shares are .505, .515, .55, .65 and 1. One fault: (.505 + .515 + .55 + .65 + 1) ÷ 5 ÷ .5 = 1.288
        FaultEvidence.Of(1, 1, 0.5).ShouldBe(1.288, 1e-12);
        // one fault, one fine: each share × (1 − share) ÷ .25: (.249975 + .249775 + .2475 + .2275 + 0) ÷ 5 ÷ .25 = 0.7798
        FaultEvidence.Of(1, 2, 0.5).ShouldBe(0.7798, 1e-12);
        FaultEvidence.Of(0, 0, 0.01).ShouldBe(1);
        FaultEvidence.Of(5, 5, 1).ShouldBe(1);
    }

    [Fact]
    public void Two_failures_at_once_are_enough_where_one_in_a_hundred_is_allowed_and_one_in_a_thousand_is_not()
    {
        FaultEvidence.Of(1, 1, 0.01).ShouldBeLessThan(FaultEvidence.Alarm);
        FaultEvidence.Of(2, 2, 0.01).ShouldBeGreaterThan(FaultEvidence.Alarm);
        FaultEvidence.Of(10, 10_000, 0.01).ShouldBeLessThan(1);
    }

    [Fact]
    public void Looking_after_every_answer_alarms_no_oftener_than_promised()
    {
        var alarms = 0;
        for (var trial = 0; trial < 1000; trial++)
        {
            var (chance, faults, most) = (SplitMix64.Stream(7, "trial", trial), 0, 0.0);
            for (var answers = 1; answers <= 500; answers++)
            {
                faults += chance.NextDouble() < 0.05 ? 1 : 0;
                most = Math.Max(most, FaultEvidence.Of(faults, answers, 0.05));
            }
            alarms += most >= 20 ? 1 : 0; // Ville: at most one in twenty
        }
        alarms.ShouldBeInRange(1, 50);
    }

    [Fact]
    public void Quantiles_of_durations_are_at_most_a_twentieth_too_high()
    {
        var counts = new DurationCounts();
        for (var millisecond = 1; millisecond <= 100; millisecond++)
            counts.Add(millisecond / 1000.0);

        counts.Count.ShouldBe(100);
        counts.Quantile(0.5).ShouldBeInRange(0.050, 0.0525);
        counts.Quantile(0.99).ShouldBeInRange(0.099, 0.104);
        counts.Above(0.2).ShouldBe(0);
        counts.Above(0).ShouldBe(100);
        new DurationCounts().Quantile(0.99).ShouldBe(double.NaN);
        counts.Add(double.MaxValue);
        counts.Above(60).ShouldBe(1);
    }

    [Fact]
    public void What_both_versions_get_wrong_is_not_the_new_ones_fault()
    {
        TrialArm Failing(long answers, long errors) => new() { Answers = answers, Errors = errors };

        TrialJudge.Judge(Failing(1000, 100), Failing(1000, 100), new()).ShouldBeNull();
        TrialJudge.Judge(Failing(100, 30), Failing(1000, 100), new())!.Code.ShouldBe("errors");
        TrialJudge.Judge(Failing(100, 30), null, new())!.Figures.Single().ShouldBe(new("share of errors", 0.3, null, 100));
        TrialJudge.Judge(new() { Answers = 100, NotNumbers = 30 }, null, new())!.Code.ShouldBe("nan");
        TrialJudge.Judge(new() { Answers = 100, Empty = 30 }, null, new())!.TextZh.ShouldBe("100 次回答中有 30 次无结果（30.0%），稳定版本为 0.0%。");
    }

    [Theory]
    [InlineData(0.030, null)]
    [InlineData(0.040, "slow")]
    public void Slow_is_more_than_so_many_times_the_p99_of_the_stable_version(double seconds, string? code)
    {
        TrialArm Taking(double each, int times)
        {
            var counts = new DurationCounts();
            for (var time = 0; time < times; time++)
                counts.Add(each);
            return new() { Answers = times, Durations = counts };
        }

        TrialJudge.Judge(Taking(seconds, 50), Taking(0.010, 500), new())?.Code.ShouldBe(code);
        (TrialJudge.Judge(Taking(seconds, 50), Taking(0.010, 500), new()) is null).ShouldBe(code is null);
        TrialJudge.Judge(Taking(seconds, 50), Taking(0.010, 100), new()).ShouldBeNull(); // its p99 cannot be told yet
        TrialJudge.Judge(Taking(0.004, 50), Taking(0.0001, 500), new()).ShouldBeNull(); // below what is slow at all
    }

    [Fact]
    public void A_metric_that_dropped_beyond_its_interval_is_harm_and_one_that_rose_is_not()
    {
        OnlineOutcomes Clicking(int users, double share) => new([.. Enumerable.Range(0, users).Select(user => new OnlineUser(4, Math.Round(4 * share) + (user % 2), 0, 0))]);
        TrialArm Arm(int users, double share) => new() { Answers = users, Outcomes = Clicking(users, share) };

        var harm = TrialJudge.Judge(Arm(2000, 0), Arm(2000, 0.5), new())!;
        (harm.Code, harm.Figures[0].Value, harm.Figures[0].Stable).ShouldBe(("metric", 0.125, 0.625));
        TrialJudge.Judge(Arm(2000, 0.5), Arm(2000, 0), new()).ShouldBeNull();
        TrialJudge.Judge(Arm(50, 0), Arm(2000, 0.5), new()).ShouldBeNull(); // too few users for the interval
        TrialJudge.Judge(Arm(2000, 0), Arm(2000, 0.5), new() { Metric = null }).ShouldBeNull();
        TrialJudge.Judge(Arm(2000, 0), null, new()).ShouldBeNull();
    }
}
