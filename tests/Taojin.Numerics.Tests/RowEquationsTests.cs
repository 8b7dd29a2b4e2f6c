namespace Taojin.Numerics.Tests;

/// <summary>One row's least squares against plain elimination in double precision, for sizes that fill vectors and sizes that do not.</summary>
public sealed class RowEquationsTests
{
    public static TheoryData<int> Sizes => [1, 3, 8, 31, 32, 40, 64, 100];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_direct_solution_is_that_of_plain_elimination(int size)
    {
        var row = new Row(size);
        var solver = new DirectSolve(size);
        for (var turn = 0; turn < 2; turn++)
        {
            var vector = new float[size];

            solver.TrySolve(row.Equations, vector).ShouldBeTrue();

            row.ShouldBeSolvedBy(vector, 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Conjugate_gradients_end_at_the_solution(int size)
    {
        var row = new Row(size);
        var vector = new float[size];

        new ConjugateGradient(size, steps: size + 20).Improve(row.Equations, vector);

        row.ShouldBeSolvedBy(vector, 1e-3);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Passes_over_blocks_end_at_the_solution(int size)
    {
        var row = new Row(size);
        var vector = new float[size];
        var solver = new BlockDescent(size, block: 24);

        for (var pass = 0; pass < 60; pass++)
            solver.TryImprove(row.Equations, vector).ShouldBeTrue();

        row.ShouldBeSolvedBy(vector, 1e-3);
    }

    [Fact]
    public void From_the_solution_no_step_leads_away()
    {
        var row = new Row(32);
        var vector = new float[32];
        new DirectSolve(32).TrySolve(row.Equations, vector);

        new ConjugateGradient(32, 3).Improve(row.Equations, vector);
        new BlockDescent(32, 8).TryImprove(row.Equations, vector);

        row.ShouldBeSolvedBy(vector, 1e-4);
    }

    [Fact]
    public void A_row_that_touched_nothing_is_zero()
    {
        var vector = new float[] { 1, 2, 3 };

        new DirectSolve(3).TrySolve(new(new DenseRows(2, 3), new float[9], 1, [], []), vector).ShouldBeTrue();

        vector.ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void What_is_not_positive_definite_is_said_to_be_so()
    {
        var known = new DenseRows(1, 2, [1, 1]);
        int[] picked = [0];
        float[] weights = [1];
        float[] gram = [1, 3, 3, 1];

        new DirectSolve(2).TrySolve(new(known, gram, 0, picked, weights), new float[2]).ShouldBeFalse();
        new BlockDescent(2, 2).TryImprove(new(known, gram, 0, picked, weights), new float[2]).ShouldBeFalse();
    }

    private sealed class Row
    {
        private readonly DenseRows _known;
        private readonly float[] _gram;
        private readonly int[] _picked;
        private readonly float[] _weights;

        public Row(int size)
        {
            var chance = new SplitMix64(9);
            _known = new(300, size, [.. Enumerable.Range(0, 300 * size).Select(_ => (float)(chance.NextNormal() / Math.Sqrt(size)))]);
            _gram = Gram.Of(_known, 1);
            _picked = [.. Enumerable.Range(0, 293).Where(row => row % 3 != 0)];
            _weights = Array.ConvertAll(_picked, _ => chance.NextSingle() * 3);
        }

        public RowEquations Equations => new(_known, _gram, 0.5f, _picked, _weights);

        public void ShouldBeSolvedBy(float[] vector, double close)
        {
            var expected = Plain();
            for (var place = 0; place < vector.Length; place++)
                Math.Abs(vector[place] - expected[place]).ShouldBeLessThan(close, $"place {place}");
        }

        private double[] Plain()
        {
            var size = _known.ColumnCount;
            var work = new double[size, size + 1];
            for (var line = 0; line < size; line++)
            {
                for (var column = 0; column < size; column++)
                    work[line, column] = line == column ? 0.5 : 0;
                work[line, size] = 0;
            }
            for (var row = 0; row < _known.RowCount; row++)
                AddOuter(work, row, Array.IndexOf(_picked, row) is var place and >= 0 ? _weights[place] : 0);
            for (var pivot = 0; pivot < size; pivot++)
                for (var line = 0; line < size; line++)
                    if (line != pivot)
                        for (var column = size; column >= pivot; column--)
                            work[line, column] -= work[line, pivot] / work[pivot, pivot] * work[pivot, column];
            return [.. Enumerable.Range(0, size).Select(line => work[line, size] / work[line, line])];
        }

        private void AddOuter(double[,] work, int row, double weight)
        {
            var size = _known.ColumnCount;
            var values = _known[row];
            for (var line = 0; line < size; line++)
            {
                for (var column = 0; column < size; column++)
                    work[line, column] += (1 + weight) * values[line] * values[column];
                work[line, size] += weight * values[line];
            }
        }
    }
}
