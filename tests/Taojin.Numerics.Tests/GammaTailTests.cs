namespace Taojin.Numerics.Tests;

public sealed class GammaTailTests
{
    /// <summary>Critical values of χ² as tables print them (Abramowitz and Stegun, table 26.8).</summary>
    [Theory]
    [InlineData(1, 3.84146, 0.05)]
    [InlineData(1, 10.8276, 0.001)]
    [InlineData(2, 5.99146, 0.05)]
    [InlineData(5, 1.14548, 0.95)]
    [InlineData(10, 29.5883, 0.001)]
    [InlineData(100, 124.342, 0.05)]
    public void Tables_of_chi_square(int degrees, double critical, double tail) => GammaTail.Above(degrees / 2.0, critical / 2).ShouldBe(tail, tail * 1e-4);

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(7.5)]
    [InlineData(300)]
    public void A_shape_of_one_is_the_exponential(double x) => GammaTail.Above(1, x).ShouldBe(Math.Exp(-x), Math.Exp(-x) * 1e-12);

    [Fact]
    public void It_falls_from_one_to_zero()
    {
        var tails = Enumerable.Range(0, 200).Select(step => GammaTail.Above(3.3, step * 0.2)).ToArray();

        tails[0].ShouldBe(1);
        tails.ShouldBeInOrder(SortDirection.Descending);
        tails[^1].ShouldBeInRange(0, 1e-13);
    }
}
