namespace Taojin.Numerics.Tests;

public sealed class GrowingArrayTests
{
    [Fact]
    public void Places_never_written_hold_the_given_value()
    {
        var last = new GrowingArray<int>(-1);

        last.At(1000) = 5;

        last.Read(1000).ShouldBe(5);
        last.Read(0).ShouldBe(-1);
        last.Read(999).ShouldBe(-1);
        last.Values.ToArray().Count(value => value != -1).ShouldBe(1);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public void Reading_never_grows_it_and_is_never_a_fault(int index)
    {
        var prices = new GrowingArray<float>(float.NaN);

        prices.Read(index).ShouldBe(float.NaN);

        prices.Values.Length.ShouldBe(0);
    }

    [Fact]
    public void What_was_written_stays_while_it_grows()
    {
        var squares = new GrowingArray<long>();
        for (var index = 0; index < 10_000; index++)
            squares.At(index) = (long)index * index;

        for (var index = 0; index < 10_000; index++)
            squares.Read(index).ShouldBe((long)index * index);
        squares.Values.Length.ShouldBeLessThan(30_000);
    }

    [Fact]
    public void Restored_values_replace_all_and_beyond_them_it_grows_again()
    {
        var counts = new GrowingArray<int>(9);
        counts.At(500) = 1;

        counts.Restore([3, 4]);
        counts.At(3) = 8;

        new[] { counts.Read(0), counts.Read(1), counts.Read(2), counts.Read(3), counts.Read(500) }.ShouldBe([3, 4, 9, 8, 9]);
    }

    [Fact]
    public void A_negative_place_cannot_be_written() => Should.Throw<IndexOutOfRangeException>(() => new GrowingArray<int>().At(-1));
}
