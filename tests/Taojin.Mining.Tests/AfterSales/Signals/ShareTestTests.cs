using CsCheck;
using Taojin.Mining.AfterSales.Signals;

namespace Taojin.Mining.Tests.AfterSales.Signals;

public sealed class ShareTestTests
{
    /// <summary>By hand: P(X ≥ 8), X of 10 fair coins, is (45 + 10 + 1) ÷ 1024.</summary>
    [Fact]
    public void A_binomial_tail_is_exact() => ShareTest.AtLeast(8, 10, 0.5).ShouldBe(56.0 / 1024, 1e-12);

    /// <summary>Against the plain sum of ways times powers.</summary>
    [Fact]
    public void A_tail_is_the_sum_of_its_terms() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[1, 60], Gen.Double[0.01, 0.99]).Sample((successes, trials, probability) =>
            Math.Abs(ShareTest.AtLeast(successes, trials, probability) - Plain(successes, trials, probability)) < 1e-9);

    [Fact]
    public void A_rate_that_has_not_changed_is_no_rise()
    {
        ShareTest.Risen((10, 1000), (50, 5000)).ShouldBeInRange(0.4, 0.7);
        ShareTest.Risen((30, 1000), (50, 5000)).ShouldBeLessThan(1e-4);
        ShareTest.Risen((5, 0), (5, 100)).ShouldBe(1);
    }

    /// <summary>Benjamini and Hochberg 1995, section 3.2: of these fifteen, four stand at 5 %.</summary>
    [Fact]
    public void The_published_example_of_many_tests_is_met()
    {
        double[] values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000];

        ShareTest.Standing(values, 0.05).Count(stands => stands).ShouldBe(4);
        ShareTest.Standing([], 0.05).ShouldBeEmpty();
    }

    /// <summary>Wilson's interval of 10 of 100, as in Newcombe 1998: 0.0552 to 0.1744.</summary>
    [Fact]
    public void An_interval_of_a_share_is_the_known_one()
    {
        var (low, high) = ShareTest.Interval(10, 100);

        low.ShouldBe(0.0552, 5e-5);
        high.ShouldBe(0.1744, 5e-5);
    }

    private static double Plain(int successes, int trials, double probability)
    {
        var sum = 0.0;
        for (var count = successes; count <= trials; count++)
        {
            var ways = 1.0;
            for (var place = 0; place < count; place++)
                ways *= (trials - place) / (double)(count - place);
            sum += ways * Math.Pow(probability, count) * Math.Pow(1 - probability, trials - count);
        }
        return Math.Min(1, sum);
    }
}
