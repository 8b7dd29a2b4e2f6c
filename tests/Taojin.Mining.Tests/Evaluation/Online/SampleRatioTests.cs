using Taojin.Mining.Evaluation.Online;

namespace Taojin.Mining.Tests.Evaluation.Online;

public sealed class SampleRatioTests
{
    [Fact]
    public void An_even_split_of_a_hundred_thousand_is_fine_and_one_point_off_is_not()
    {
        SampleRatio.Probability([50_080, 49_920], [0.5, 0.5]).ShouldBe(0.6129, 1e-4); // χ² = 2·80² ÷ 50,000 = .256
        SampleRatio.Probability([50_500, 49_500], [0.5, 0.5]).ShouldBe(0.001565, 1e-5); // χ² = 10
        SampleRatio.Probability([51_000, 49_000], [0.5, 0.5]).ShouldBeLessThan(SampleRatio.Alarm);
        SampleRatio.Probability([1000, 0, 9000], [0.1, 0.1, 0.8]).ShouldBeLessThan(1e-100);
        SampleRatio.Probability([3], [0.5]).ShouldBe(1);
    }
}
