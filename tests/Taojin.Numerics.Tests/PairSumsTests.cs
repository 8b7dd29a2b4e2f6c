using CsCheck;

namespace Taojin.Numerics.Tests;

public sealed class PairSumsTests
{
    private static readonly Gen<(int Row, int Column, float Value)[]> Entries =
        Gen.Select(Gen.Int[0, 29], Gen.Int[0, 6], Gen.Int[1, 64], (row, column, value) => (row, column, value / 8f)).Array[0, 120];

    [Fact]
    public void Sums_of_blocks_added_in_order_are_what_a_plain_loop_adds_up() => Gen.Select(Entries, Gen.Int[1, 29], Gen.Int[1, 29]).Sample((entries, one, other) =>
    {
        var rows = Matrix(entries);
        var (byColumn, starts) = (rows.Transpose(), new[] { 0, Math.Min(one, other), Math.Max(one, other), 30 });
        for (var column = 0; column < 7; column++)
        {
            var (line, part) = (new float[7], new float[7]);
            PairSums.Add(byColumn[column], (rows, starts), line, part);
            line.ShouldBe(Plain(rows, column)); // eighths: exact in any order
        }
    });

    [Fact]
    public void A_dense_right_side_is_added_up_alike() => Entries.Sample(entries =>
    {
        var rows = Matrix(entries);
        var (byColumn, vectors) = (rows.Transpose(), new DenseRows(30, 2));
        for (var row = 0; row < 30; row++)
            (vectors[row][0], vectors[row][1]) = (row, 1 - row);
        for (var column = 0; column < 7; column++)
        {
            var (line, part, expected) = (new float[2], new float[2], new float[2]);
            PairSums.Write(byColumn[column], (vectors, [0, 11, 30]), line, part);
            for (var row = 0; row < 30; row++)
                for (var entry = 0; entry < rows[row].Count; entry++)
                    if (rows[row].Columns[entry] == column)
                        (expected[0], expected[1]) = (expected[0] + (rows[row].Values[entry] * row), expected[1] + (rows[row].Values[entry] * (1 - row)));
            line.ShouldBe(expected);
        }
    });

    private static CsrMatrix Matrix((int Row, int Column, float Value)[] entries) =>
        CsrMatrix.Of(30, 7, [.. entries.Select(entry => entry.Row)], [.. entries.Select(entry => entry.Column)], [.. entries.Select(entry => entry.Value)]);

    private static float[] Plain(CsrMatrix rows, int column)
    {
        var (dense, line) = (new float[30, 7], new float[7]);
        for (var row = 0; row < 30; row++)
            for (var entry = 0; entry < rows[row].Count; entry++)
                dense[row, rows[row].Columns[entry]] = rows[row].Values[entry];
        for (var row = 0; row < 30; row++)
            for (var other = 0; other < 7; other++)
                line[other] += dense[row, column] * dense[row, other];
        return line;
    }
}
