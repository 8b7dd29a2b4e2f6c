using System.Numerics.Tensors;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>The weights of the loss.</summary>
/// <param name="Alpha">Weight of a touched pair per unit.</param>
/// <param name="Unobserved">Weight of every pair (α₀).</param>
/// <param name="Regularization">L2 penalty (λ).</param>
/// <param name="FrequencyScaling">Exponent of a row's size in the penalty (ν).</param>
internal sealed record AlsRule(double Alpha, double Unobserved, double Regularization, double FrequencyScaling)
{
    public float Penalty(int entries, int others) => (float)(Regularization * Math.Pow(entries + (Unobserved * others), FrequencyScaling));
}

/// <summary>Solves rows of one side while the other side stands: (α₀YᵀY + Σ α·w yyᵀ + λ'I) x = Σ α·w y.</summary>
internal sealed class AlsSolver
{
    private readonly DenseRows _known;
    private readonly AlsRule _rule;
    private readonly float[] _gram;

    public AlsSolver(DenseRows known, AlsRule rule, int threads)
    {
        (_known, _rule, _gram) = (known, rule, Gram.Of(known, threads));
        TensorPrimitives.Multiply(_gram, (float)rule.Unobserved, _gram);
    }

    public Scratch NewScratch() => new(_known.ColumnCount);

    /// <summary>Writes the row's vector; zero for an empty row.</summary>
    public void Solve(CsrRow row, Span<float> vector, Scratch scratch)
    {
        vector.Clear();
        if (row.Count == 0)
            return;
        Factor(row, scratch);
        for (var entry = 0; entry < row.Count; entry++)
            TensorPrimitives.MultiplyAdd(_known[row.Columns[entry]], (float)_rule.Alpha * row.Values[entry], vector, vector);
        Cholesky.Solve(scratch.Square, _known.ColumnCount, vector);
    }

    /// <summary>Writes (…)⁻¹ y of one item for a row: what the history's items contribute to its score is read from it.</summary>
    public void SolveFor(CsrRow row, int item, Span<float> vector, Scratch scratch)
    {
        Factor(row, scratch);
        _known[item].CopyTo(vector);
        Cholesky.Solve(scratch.Square, _known.ColumnCount, vector);
    }

    /// <summary>What one unit of weight on an item adds to the score of the item that <see cref="SolveFor"/> solved for.</summary>
    public float Part(ReadOnlySpan<float> solved, int item, float weight) => (float)_rule.Alpha * weight * TensorPrimitives.Dot(solved, _known[item]);

    private void Factor(CsrRow row, Scratch scratch)
    {
        var size = _known.ColumnCount;
        _gram.CopyTo(scratch.Square, 0);
        var weights = scratch.Weights(row.Count);
        TensorPrimitives.Multiply(row.Values, (float)_rule.Alpha, weights);
        Gram.AddWeighted(_known, row.Columns, weights, scratch.Square);
        var penalty = _rule.Penalty(row.Count, _known.RowCount);
        for (var diagonal = 0; diagonal < size; diagonal++)
            scratch.Square[(diagonal * size) + diagonal] += penalty + 1e-7f;
        if (!Cholesky.TryFactor(scratch.Square, size))
            throw new Learning.TooLittleDataException("The factors of a row cannot be told apart: the regularization is too small for this data.", "无法区分某一行的因子：正则化对这些数据来说太小。");
    }

    internal sealed class Scratch(int size)
    {
        private float[] _weights = new float[256];

        public float[] Square { get; } = new float[size * size];

        public Span<float> Weights(int count)
        {
            if (count > _weights.Length)
                _weights = new float[count * 2];
            return _weights.AsSpan(0, count);
        }
    }
}
