using CsCheck;

namespace Taojin.Numerics.Tests;

public sealed class GramTests
{
    private static readonly Gen<DenseRows> Rows = Gen.Select(Gen.Int[0, 40], Gen.Int[1, 70])
        .SelectMany((rows, columns) => Gen.Float[-3, 3].Array[rows * columns].Select(values => new DenseRows(rows, columns, values)));

    [Fact]
    public void It_equals_plain_loops_in_double_precision() => Rows.Sample(rows =>
    {
        var gram = Gram.Of(rows, threads: 2);
        for (var line = 0; line < rows.ColumnCount; line++)
            for (var column = 0; column < rows.ColumnCount; column++)
                gram[(line * rows.ColumnCount) + column].ShouldBe((float)Plain(rows, line, column), 1e-3f);
    }, iter: 40);

    [Fact]
    public void Threads_change_no_bit()
    {
        var chance = new SplitMix64(11);
        var rows = new DenseRows(5000, 17, [.. Enumerable.Range(0, 5000 * 17).Select(_ => (float)chance.NextNormal())]);

        var alone = Gram.Of(rows, threads: 1);

        foreach (var threads in new[] { 0, 2, 3, 8 })
            Gram.Of(rows, threads).ShouldBe(alone);
    }

    private static double Plain(DenseRows rows, int line, int column) => Enumerable.Range(0, rows.RowCount).Sum(row => (double)rows[row][line] * rows[row][column]);
}
