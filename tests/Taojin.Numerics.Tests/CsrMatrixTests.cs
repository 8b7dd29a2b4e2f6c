using CsCheck;

namespace Taojin.Numerics.Tests;

public sealed class CsrMatrixTests
{
    private const int Rows = 7, Columns = 5;
    private static readonly Gen<(int Row, int Column, int Value)[]> Entries = Gen.Select(Gen.Int[0, Rows - 1], Gen.Int[0, Columns - 1], Gen.Int[-9, 9]).Array[0, 60];

    [Fact]
    public void Entries_of_one_cell_are_added_up_and_columns_ascend() => Entries.Sample(entries =>
    {
        var matrix = Of(entries);
        Dense(matrix).ShouldBe(Dense(entries));
        for (var row = 0; row < Rows; row++)
            matrix[row].Columns.ToArray().ShouldBe(entries.Where(entry => entry.Row == row).Select(entry => entry.Column).Distinct().Order());
    }, iter: 1000);

    [Fact]
    public void A_transpose_has_rows_and_columns_exchanged_and_twice_is_once_nothing() => Entries.Sample(entries =>
    {
        var (matrix, turned) = (Of(entries), Of(entries).Transpose());
        (turned.RowCount, turned.ColumnCount, turned.EntryCount).ShouldBe((Columns, Rows, matrix.EntryCount));
        Dense(turned).ShouldBe(Dense([.. entries.Select(entry => (entry.Column, entry.Row, entry.Value))], Columns, Rows));
        var again = turned.Transpose();
        again.Starts.SequenceEqual(matrix.Starts).ShouldBeTrue();
        again.Columns.SequenceEqual(matrix.Columns).ShouldBeTrue();
        again.Values.SequenceEqual(matrix.Values).ShouldBeTrue();
    }, iter: 1000);

    [Fact]
    public void Other_values_stand_in_the_same_places_and_the_old_ones_stay()
    {
        var matrix = CsrMatrix.Of(2, 3, [0, 1, 1], [2, 0, 1], [4, 5, 6]);

        var other = matrix.Select((row, column, value) => (100 * row) + (10 * column) + value);

        other.Values.ToArray().ShouldBe([24, 105, 116]);
        other.Columns.ToArray().ShouldBe([2, 0, 1]);
        matrix.Values.ToArray().ShouldBe([4, 5, 6]);
    }

    [Fact]
    public void A_matrix_may_be_empty()
    {
        var nobody = CsrMatrix.Of(0, 4, [], [], []);
        var nothing = CsrMatrix.Of(3, 0, [], [], []);

        (nobody.RowCount, nobody.EntryCount, nobody.Transpose().RowCount).ShouldBe((0, 0, 4));
        nothing[2].Count.ShouldBe(0);
        nothing.Transpose().RowCount.ShouldBe(0);
    }

    [Fact]
    public void Arrays_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentException>(() => new CsrMatrix(2, 2, [0, 1], [0], [1]));
        Should.Throw<ArgumentException>(() => new CsrMatrix(1, 2, [0, 2], [0], [1]));
        Should.Throw<ArgumentException>(() => new CsrMatrix(1, 2, [0, 1], [0], [1, 2]));
    }

    private static CsrMatrix Of((int Row, int Column, int Value)[] entries) => CsrMatrix.Of(
        Rows, Columns, [.. entries.Select(entry => entry.Row)], [.. entries.Select(entry => entry.Column)], [.. entries.Select(entry => (float)entry.Value)]);

    private static float[] Dense((int Row, int Column, int Value)[] entries, int rows = Rows, int columns = Columns)
    {
        var cells = new float[rows * columns];
        foreach (var (row, column, value) in entries)
            cells[(row * columns) + column] += value;
        return cells;
    }

    private static float[] Dense(CsrMatrix matrix)
    {
        var cells = new float[matrix.RowCount * matrix.ColumnCount];
        for (var row = 0; row < matrix.RowCount; row++)
            for (var place = 0; place < matrix[row].Count; place++)
                cells[(row * matrix.ColumnCount) + matrix[row].Columns[place]] = matrix[row].Values[place];
        return cells;
    }
}
