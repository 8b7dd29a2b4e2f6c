using CsCheck;
using Taojin.Mining.Evaluation;

namespace Taojin.Mining.Tests.Evaluation;

/// <summary>Qini and AUUC against scikit-uplift's own tests, a curve worked by hand, and plain loops.</summary>
public sealed class UpliftCurveTests
{
    private static readonly double[] Outcomes = [1, 0, 1, 0, 0, 1, 0, 0];
    private static readonly int[] Treated = [1, 1, 0, 0, 1, 1, 0, 0];

    private static UpliftCurve ByHand => UpliftCurve.Of([.. Outcomes.Select((outcome, row) => new UpliftCase(8 - row, Treated[row] == 1, outcome))]);

    [Fact]
    public void The_qini_curve_is_the_one_worked_by_hand() =>
        ByHand.Qini().Select(point => Math.Round(point.Y, 6)).ShouldBe([0, 1, 1, -1, 0, -0.5, 0, 0.666667, 1]);

    [Fact]
    public void The_uplift_curve_is_the_one_worked_by_hand() =>
        ByHand.Uplift().Select(point => Math.Round(point.Y, 6)).ShouldBe([0, 1, 1, -1.5, 0, -0.833333, 0, 1.166667, 2]);

    [Fact]
    public void Areas_are_shares_of_the_perfect_order()
    {
        ByHand.QiniArea().ShouldBe(-2.333333 / 9.5, 1e-6);
        ByHand.UpliftArea().ShouldBe(-6.166667 / 15.75, 1e-6);
    }

    [Theory]
    [InlineData(0, 1, 1, 0, 0)]
    [InlineData(1, 0, 0, 1, 1)]
    public void Two_people_as_in_the_tests_of_scikit_uplift(int first, int second, int firstTreated, int secondTreated, double auuc)
    {
        var curve = UpliftCurve.Of([new(0.1, firstTreated == 1, first), new(0.3, secondTreated == 1, second)]);

        curve.UpliftArea().ShouldBe(auuc, 1e-12);
    }

    [Fact]
    public void Weights_count_as_repeated_people() => Gen.Int[0, 3].Array[8].Sample(times =>
    {
        var curve = ByHand;
        var repeated = UpliftCurve.Of([.. Outcomes.SelectMany((outcome, row) => Enumerable.Repeat(new UpliftCase(8 - row, Treated[row] == 1, outcome), times[row]))]);

        var weighted = curve.QiniArea([.. times.Select(each => (byte)each)]);

        if (times.Sum() > 0 && !double.IsNaN(repeated.QiniArea()))
            weighted.ShouldBe(repeated.QiniArea(), 1e-9);
    });

    [Fact]
    public void Equal_scores_are_one_step() =>
        UpliftCurve.Of([new(1, true, 1), new(1, false, 0), new(1, true, 0)]).Qini().Count.ShouldBe(2);
}
