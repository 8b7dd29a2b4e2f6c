using CsCheck;

namespace Taojin.Numerics.Tests;

public sealed class SparseProductTests
{
    /// <summary>Small whole numbers: sums are exact.</summary>
    [Fact]
    public void Rows_become_their_products() => Gen.Select(Gen.Int[1, SparseProduct.Rows], Gen.Int[1, 30], Gen.Int[-3, 3].Array[16 * 30], Gen.Int[-2, 2].Array[900]).Sample((rows, size, left, cells) =>
    {
        var right = Sparse(size, cells);
        var values = Array.ConvertAll(left[..(rows * size)], value => (float)value);
        float[] product = [.. values];

        new SparseProduct(size, size).Write(product, right, product);

        for (var row = 0; row < rows; row++)
            for (var column = 0; column < size; column++)
                product[(row * size) + column].ShouldBe(Enumerable.Range(0, size).Sum(k => values[(row * size) + k] * cells[(k * size) + column]));
    }, iter: 30);

    [Fact]
    public void Scratch_space_forgets_what_was_multiplied_before()
    {
        var product = new SparseProduct(1, 1);
        float[] first = [3], second = [4];

        product.Write(first, Sparse(1, [2]), first);
        product.Write(second, Sparse(1, [2]), second);

        (first[0], second[0]).ShouldBe((6, 8));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentException>(() => new SparseProduct(2, 2).Write(new float[3], Sparse(2, [1, 0, 0, 1]), new float[3]));
        Should.Throw<ArgumentException>(() => new SparseProduct(2, 2).Write(new float[2], Sparse(1, [1]), new float[2]));
    }

    private static CsrMatrix Sparse(int size, int[] cells)
    {
        var kept = Enumerable.Range(0, size * size).Where(cell => cells[cell] != 0).ToArray();
        return CsrMatrix.Of(size, size, [.. kept.Select(cell => cell / size)], [.. kept.Select(cell => cell % size)], [.. kept.Select(cell => (float)cells[cell])]);
    }
}
