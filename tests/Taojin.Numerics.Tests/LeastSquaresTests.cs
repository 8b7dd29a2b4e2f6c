using CsCheck;

namespace Taojin.Numerics.Tests;

/// <summary>Least squares against the conditions that define it.</summary>
public sealed class LeastSquaresTests
{
    [Fact]
    public void Residuals_stand_at_right_angles_to_every_column() => Gen.Double[-1, 1].Array[80].Sample(values =>
    {
        var (rows, targets) = (values[..60], values[60..]);

        var fit = LeastSquares.Fit(rows, 3, targets);

        for (var column = 0; column < 3; column++)
            Math.Abs(Enumerable.Range(0, 20).Sum(row => rows[(row * 3) + column] * fit.Residuals[row])).ShouldBeLessThan(1e-9);
    }, iter: 100);

    [Fact]
    public void A_column_that_repeats_another_falls_away()
    {
        double[] rows = [1, 2, 2, 1, 3, 3, 1, 5, 5, 1, 9, 9];

        var fit = LeastSquares.Fit(rows, 3, [5, 7, 11, 19]);

        fit.Coefficients.Select(each => Math.Round(each, 9)).ShouldBe([1, 2, 0]);
        fit.RobustErrors()[2].ShouldBe(0);
    }

    [Fact]
    public void Errors_are_those_worked_by_hand()
    {
        // mean of 1, 2, 3, 6 = 3; squares of residuals 4 + 1 + 0 + 9 = 14; HC1: 14 / 16 · 4 / 3
        var fit = LeastSquares.Fit([1, 1, 1, 1], 1, [1, 2, 3, 6]);

        fit.RobustErrors()[0].ShouldBe(Math.Sqrt(14.0 / 16 * 4 / 3), 1e-12);
        // groups {1, 2} and {3, 6}: sums of residuals −3 and 3, so 18 / 16 · 2 / 1 · 3 / 3
        fit.ClusteredErrors([0, 0, 1, 1])[0].ShouldBe(Math.Sqrt(18.0 / 16 * 2), 1e-12);
    }

    [Fact]
    public void A_penalty_pulls_towards_nothing() =>
        LeastSquares.Fit([1, 1], 1, [4, 4], [2]).Coefficients[0].ShouldBe(2, 1e-12); // 8 ÷ (2 + 2)
}
