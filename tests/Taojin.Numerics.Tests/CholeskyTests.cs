using CsCheck;

namespace Taojin.Numerics.Tests;

public sealed class CholeskyTests
{
    [Fact]
    public void The_factor_of_a_known_matrix() // en.wikipedia.org/wiki/Cholesky_decomposition, first example
    {
        float[] square = [4, 0, 0, 12, 37, 0, -16, -43, 98];

        Cholesky.TryFactor(square, 3).ShouldBeTrue();

        square.ShouldBe([2, 0, 0, 6, 1, 0, -8, 5, 3]);
    }

    [Fact]
    public void A_solution_satisfies_its_equations() => Gen.Int[1, 12].SelectMany(size => Gen.Select(Gen.Float[-2, 2].Array[size * size], Gen.Float[-5, 5].Array[size])).Sample((root, right) =>
    {
        var size = right.Length;
        var square = Definite(root, size);
        var factor = ToLowerOnly(square, size);
        var solution = (float[])right.Clone();

        Cholesky.TryFactor(factor, size).ShouldBeTrue();
        Cholesky.Solve(factor, size, solution);

        for (var row = 0; row < size; row++)
            Enumerable.Range(0, size).Sum(column => square[(row * size) + column] * solution[column]).ShouldBe(right[row], 2e-3);
    }, iter: 500);

    [Fact]
    public void The_upper_triangle_is_neither_read_nor_written()
    {
        float[] square = [4, float.NaN, float.NaN, 12, 37, float.NaN, -16, -43, 98];
        float[] vector = [1, 2, 3];

        Cholesky.TryFactor(square, 3).ShouldBeTrue();
        Cholesky.Solve(square, 3, vector);

        vector.ShouldAllBe(value => float.IsFinite(value));
        new[] { square[1], square[2], square[5] }.ShouldAllBe(value => float.IsNaN(value));
    }

    [Theory]
    [InlineData(new float[] { 0 }, 1)]
    [InlineData(new float[] { -1 }, 1)]
    [InlineData(new[] { float.NaN }, 1)]
    [InlineData(new float[] { 1, 0, 2, 1 }, 2)] // eigenvalues 3 and −1
    [InlineData(new float[] { 1, 0, 1, 1 }, 2)] // singular
    public void What_is_not_positive_definite_is_said_to_be_so(float[] square, int size) => Cholesky.TryFactor(square, size).ShouldBeFalse();

    [Fact]
    public void An_empty_system_is_solved()
    {
        Cholesky.TryFactor([], 0).ShouldBeTrue();
        Cholesky.Solve([], 0, []);
    }

    /// <summary>B Bᵀ + I in double precision, whole.</summary>
    private static double[] Definite(float[] root, int size)
    {
        var square = new double[size * size];
        for (var row = 0; row < size; row++)
            for (var column = 0; column < size; column++)
                square[(row * size) + column] = (row == column ? 1 : 0) + Enumerable.Range(0, size).Sum(place => (double)root[(row * size) + place] * root[(column * size) + place]);
        return square;
    }

    private static float[] ToLowerOnly(double[] square, int size) => [.. square.Select((value, place) => place % size > place / size ? float.NaN : (float)value)];
}
