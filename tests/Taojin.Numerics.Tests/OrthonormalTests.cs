namespace Taojin.Numerics.Tests;

public sealed class OrthonormalTests
{
    [Theory]
    [InlineData(40, 7)]
    [InlineData(600, 33)]
    [InlineData(5, 5)]
    [InlineData(9, 1)]
    public void Columns_stand_at_right_angles_and_span_what_they_did(int rows, int columns)
    {
        var (before, after) = (Noise(rows, columns), Noise(rows, columns));

        Orthonormal.TryColumns(after, threads: 2).ShouldBeTrue();

        for (var one = 0; one < columns; one++)
            for (var other = 0; other < columns; other++)
                Dot(after, one, after, other).ShouldBe(one == other ? 1 : 0, 1e-3);
        for (var one = 0; one < columns; one++)
            Enumerable.Range(0, columns).Sum(axis => Math.Pow(Dot(before, one, after, axis), 2)).ShouldBe(Dot(before, one, before, one), 1e-3 * Dot(before, one, before, one));
    }

    [Fact]
    public void A_column_that_others_span_becomes_nearly_nothing()
    {
        var rows = Noise(50, 3);
        for (var row = 0; row < 50; row++)
            rows[row][2] = rows[row][0] - (2 * rows[row][1]);

        Orthonormal.TryColumns(rows, threads: 1).ShouldBeTrue();

        Dot(rows, 2, rows, 2).ShouldBeLessThan(1e-3);
        Dot(rows, 1, rows, 1).ShouldBe(1, 1e-3);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var (alone, together) = (Noise(700, 12), Noise(700, 12));

        Orthonormal.TryColumns(alone, threads: 1);
        Orthonormal.TryColumns(together, threads: 3);

        together.Values.ShouldBe(alone.Values);
    }

    [Fact]
    public void Zeros_stay_zeros_and_what_is_not_finite_is_refused()
    {
        var zeros = new DenseRows(4, 2);
        Orthonormal.TryColumns(zeros, threads: 1).ShouldBeTrue();
        zeros.Values.ShouldAllBe(value => value == 0);
        Orthonormal.TryColumns(new DenseRows(0, 3), threads: 1).ShouldBeTrue();
        Orthonormal.TryColumns(new DenseRows(2, 1, [1, float.NaN]), threads: 1).ShouldBeFalse();
    }

    private static DenseRows Noise(int rows, int columns)
    {
        var chance = SplitMix64.Stream(5, "test/orthonormal", rows);
        return new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => (float)chance.NextNormal())]);
    }

    private static double Dot(DenseRows left, int one, DenseRows right, int other) =>
        Enumerable.Range(0, left.RowCount).Sum(row => (double)left[row][one] * right[row][other]);
}
