namespace Taojin.Numerics.Tests;

public sealed class HingeDescentTests
{
    private static readonly HingeSettings Exact = new(0.7, 2000, 1e-5);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(21)]
    public void Weights_are_where_the_gradient_of_the_objective_is_zero(int classes)
    {
        var (rows, labels) = Rows(120, 30, classes);

        var weights = Fitted(rows, labels, classes, threads: 1);

        for (var label = 0; label < classes; label++)
            foreach (var slope in Gradient(rows, labels, label, weights))
                slope.ShouldBe(0, 2e-3);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var (rows, labels) = Rows(300, 40, 37);

        Fitted(rows, labels, 37, threads: 4).Values.ShouldBe(Fitted(rows, labels, 37, threads: 1).Values);
    }

    [Fact]
    public void A_fit_that_goes_on_with_more_rows_ends_where_a_fresh_one_does()
    {
        var (rows, labels) = Rows(120, 30, 4);
        var twice = new HingeDescent(rows, labels, 4);
        twice.Fit([.. Enumerable.Range(0, 80)], Exact, new(1), (1, CancellationToken.None));

        twice.Fit([.. Enumerable.Range(0, 120)], Exact, new(2), (1, CancellationToken.None));

        var fresh = Fitted(rows, labels, 4, threads: 1).Values;
        twice.Weights().Values.Zip(fresh).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-3);
    }

    [Fact]
    public void No_rows_leave_weights_of_zero()
    {
        var (rows, labels) = Rows(10, 5, 2);
        var descent = new HingeDescent(rows, labels, 2);

        descent.Fit([], Exact, new(1), (1, CancellationToken.None));

        descent.Weights().Values.ShouldAllBe(weight => weight == 0);
    }

    private static DenseRows Fitted(CsrMatrix rows, int[] labels, int classes, int threads)
    {
        var descent = new HingeDescent(rows, labels, classes);
        descent.Fit([.. Enumerable.Range(0, rows.RowCount)], Exact, new(1), (threads, CancellationToken.None));
        return descent.Weights();
    }

    /// <summary>∂/∂w of ½|w|² + C Σ max(0, 1 − y·w·x)², by plain loops, the constant last.</summary>
    private static double[] Gradient(CsrMatrix rows, int[] labels, int label, DenseRows weights)
    {
        var slopes = Enumerable.Range(0, weights.RowCount).Select(column => (double)weights[column][label]).ToArray();
        for (var row = 0; row < rows.RowCount; row++)
        {
            var (side, score) = (labels[row] == label ? 1.0 : -1.0, (double)weights[weights.RowCount - 1][label]);
            for (var entry = 0; entry < rows[row].Count; entry++)
                score += rows[row].Values[entry] * weights[rows[row].Columns[entry]][label];
            var pull = -2 * Exact.Cost * side * Math.Max(0, 1 - (side * score));
            for (var entry = 0; entry < rows[row].Count; entry++)
                slopes[rows[row].Columns[entry]] += pull * rows[row].Values[entry];
            slopes[^1] += pull;
        }
        return slopes;
    }

    private static (CsrMatrix Rows, int[] Labels) Rows(int count, int columns, int classes)
    {
        var chance = SplitMix64.Stream(3, "hinge");
        var cells = Enumerable.Range(0, count * 6).Select(cell => (Row: cell / 6, Column: chance.NextInt32(columns), Value: chance.NextSingle())).DistinctBy(cell => (cell.Row, cell.Column)).ToArray();
        var labels = Enumerable.Range(0, count).Select(_ => chance.NextInt32(classes + 1) - 1).ToArray();
        return (CsrMatrix.Of(count, columns, [.. cells.Select(cell => cell.Row)], [.. cells.Select(cell => cell.Column)], [.. cells.Select(cell => cell.Value)]), labels);
    }
}
