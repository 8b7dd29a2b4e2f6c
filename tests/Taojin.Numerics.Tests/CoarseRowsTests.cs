using CsCheck;

namespace Taojin.Numerics.Tests;

public sealed class CoarseRowsTests
{
    [Fact]
    public void The_best_rows_are_those_of_a_full_sort_with_their_exact_products()
    {
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 70], Gen.Int[0, 40], Gen.ULong).Sample((rows, columns, k, seed) =>
        {
            var (table, vector) = (Random(rows, columns, seed), Random(1, columns, seed + 1));
            var (best, products) = (new int[k], new float[k]);

            var count = new CoarseRows(table).Write(vector[0], best, products);

            var all = Enumerable.Range(0, rows).Select(row => (Row: row, Product: System.Numerics.Tensors.TensorPrimitives.Dot(vector[0], table[row]))).ToArray();
            (int Row, float Product)[] expected = [.. all.OrderByDescending(each => each.Product).ThenBy(each => each.Row).Take(k)];
            best[..count].ShouldBe(expected.Select(each => each.Row));
            products[..count].ShouldBe(expected.Select(each => each.Product));
        }, iter: 500);
    }

    [Fact]
    public void Equal_rows_go_to_the_lower_one_and_rows_of_zeros_are_rows_too()
    {
        var table = new DenseRows(4, 2, [1, 1, 0, 0, 1, 1, -1, 0]);
        var (best, products) = (new int[9], new float[9]);

        new CoarseRows(table).Write([1, 0], best, products).ShouldBe(4);

        best[..4].ShouldBe([0, 2, 1, 3]);
        products[..4].ShouldBe([1, 1, 0, -1]);
    }

    /// <summary>Also rows of very different lengths, where one byte a value says little.</summary>
    private static DenseRows Random(int rows, int columns, ulong seed)
    {
        var chance = SplitMix64.Stream(seed, "rows");
        var table = new DenseRows(rows, columns);
        for (var row = 0; row < rows; row++)
        {
            var length = (float)Math.Pow(10, (4 * chance.NextDouble()) - 3);
            for (var column = 0; column < columns; column++)
                table[row][column] = chance.NextInt32(5) == 0 ? 0 : length * ((2 * chance.NextSingle()) - 1);
        }
        return table;
    }
}
