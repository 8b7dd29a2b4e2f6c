namespace Taojin.Numerics.Tests;

public sealed class DenseRowsTests
{
    [Fact]
    public void A_row_is_a_view_of_the_one_array()
    {
        var rows = new DenseRows(2, 3, [1, 2, 3, 4, 5, 6]);

        rows[1][0] = 40;

        rows[1].ToArray().ShouldBe([40, 5, 6]);
        rows.Values[3].ShouldBe(40);
    }

    [Fact]
    public void A_new_one_is_all_zeros() => new DenseRows(2, 2).Values.ShouldBe([0, 0, 0, 0]);

    [Fact]
    public void Values_of_another_number_are_refused() => Should.Throw<ArgumentException>(() => new DenseRows(2, 3, new float[5])).Message.ShouldContain("2 × 3");

    [Fact]
    public void A_row_that_is_not_there_is_no_row() => Should.Throw<ArgumentOutOfRangeException>(() => new DenseRows(2, 3)[2].Length);
}
