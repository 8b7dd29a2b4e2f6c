namespace Taojin.Numerics.Tests;

public sealed class SpdMatrixTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(33)]
    [InlineData(256)]
    [InlineData(301)]
    [InlineData(530)]
    public void The_inverse_equals_that_of_plain_loops_in_double_precision(int size)
    {
        var square = Definite(size);
        var expected = Plain(square, size);

        SpdMatrix.TryInvert(square, size, threads: 2).ShouldBeTrue();

        for (var place = 0; place < square.Length; place++)
            Math.Abs(square[place] - expected[place]).ShouldBeLessThan(2e-5, $"row {place / size}, column {place % size}");
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var (alone, together) = (Definite(600), Definite(600));

        SpdMatrix.TryInvert(alone, 600, threads: 1);
        SpdMatrix.TryInvert(together, 600, threads: 3);

        together.AsSpan().SequenceEqual(alone).ShouldBeTrue();
    }

    [Fact]
    public void Only_the_lower_half_is_read()
    {
        float[] square = [4, float.NaN, 2, 3];

        SpdMatrix.TryInvert(square, 2, threads: 1).ShouldBeTrue();

        square.ShouldBe([0.375f, -0.25f, -0.25f, 0.5f]); // 1 ÷ 8 · [3 −2; −2 4]
    }

    [Theory]
    [InlineData(new float[] { 0 }, 1)]
    [InlineData(new float[] { -1 }, 1)]
    [InlineData(new[] { float.NaN }, 1)]
    [InlineData(new float[] { 1, 0, 2, 1 }, 2)] // eigenvalues 3 and −1
    [InlineData(new float[] { 1, 0, 1, 1 }, 2)] // singular
    public void What_is_not_positive_definite_is_said_to_be_so(float[] square, int size) => SpdMatrix.TryInvert(square, size, 1).ShouldBeFalse();

    [Fact]
    public void An_array_of_another_size_is_refused() => Should.Throw<ArgumentException>(() => SpdMatrix.TryInvert(new float[5], 2, 1)).Message.ShouldContain("2 × 2");

    /// <summary>Eigenvalues about 1 to 3 beside one of the order of the size, as Gram matrices of shops have them.</summary>
    private static float[] Definite(int size)
    {
        var chance = new SplitMix64(5);
        var square = new float[size * size];
        for (var row = 0; row < size; row++)
            for (var column = 0; column <= row; column++)
                square[(row * size) + column] = square[(column * size) + row] = row == column ? 3 : 0.1f + (float)(0.5 / Math.Sqrt(size) * chance.NextNormal());
        return square;
    }

    /// <summary>Gauss and Jordan, element by element.</summary>
    private static double[] Plain(float[] square, int size)
    {
        var work = Array.ConvertAll(square, value => (double)value);
        for (var pivot = 0; pivot < size; pivot++)
        {
            var value = work[(pivot * size) + pivot];
            work[(pivot * size) + pivot] = 1;
            for (var column = 0; column < size; column++)
                work[(pivot * size) + column] /= value;
            for (var row = 0; row < size; row++)
            {
                var (line, factor) = (row * size, work[(row * size) + pivot]);
                if (row == pivot || factor == 0)
                    continue;
                work[line + pivot] = 0;
                for (var column = 0; column < size; column++)
                    work[line + column] -= factor * work[(pivot * size) + column];
            }
        }
        return work;
    }
}
