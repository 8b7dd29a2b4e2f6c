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
    public static AlsRule Of(ImplicitAlsOptions options) => new(options.Alpha, options.UnobservedWeight, options.Regularization, options.FrequencyScaling);

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

    /// <summary>What the items of short histories add to scores.</summary>
    public AlsShares Shares => field ??= new(_known, _gram, _rule);

    public Scratch NewScratch() => new(_known.ColumnCount);

    /// <summary>Writes the row's vector, solved exactly; zero for an empty row.</summary>
    public void Solve(CsrRow row, Span<float> vector, Scratch scratch)
    {
        if (row.Count == 0)
            vector.Clear();
        else if (!scratch.Direct.TrySolve(Equations(row, scratch), vector))
            throw TooFlat();
    }

    /// <summary>Improves the row's vector by a few conjugate gradients from where it stands.</summary>
    public void Improve(CsrRow row, Span<float> vector, (Scratch Weights, ConjugateGradient Descent) scratch)
    {
        if (row.Count == 0)
            vector.Clear();
        else
            scratch.Descent.Improve(Equations(row, scratch.Weights), vector);
    }

    /// <summary>Improves the row's vector by one pass over its blocks.</summary>
    public void Improve(CsrRow row, Span<float> vector, (Scratch Weights, BlockDescent Descent) scratch)
    {
        if (row.Count == 0)
            vector.Clear();
        else if (!scratch.Descent.TryImprove(Equations(row, scratch.Weights), vector))
            throw TooFlat();
    }

    /// <summary>Makes (…) of a row ready to be solved with.</summary>
    public void Factor(CsrRow row, Scratch scratch)
    {
        if (!scratch.Direct.TryFactor(Equations(row, scratch)))
            throw TooFlat();
    }

    /// <summary>Writes (…)⁻¹ y of one item for the row that <see cref="Factor"/> made ready: what the history's items contribute to its score is read from it.</summary>
    public void SolveFor(int item, Span<float> vector, Scratch scratch)
    {
        _known[item].CopyTo(vector);
        scratch.Direct.Solve(vector);
    }

    /// <summary>What one unit of weight on an item adds to the score of the item that <see cref="SolveFor"/> solved for.</summary>
    public float Part(ReadOnlySpan<float> solved, int item, float weight) => (float)_rule.Alpha * weight * TensorPrimitives.Dot(solved, _known[item]);

    private RowEquations Equations(CsrRow row, Scratch scratch)
    {
        var weights = scratch.Weights(row.Count);
        TensorPrimitives.Multiply(row.Values, (float)_rule.Alpha, weights);
        return new(_known, _gram, _rule.Penalty(row.Count, _known.RowCount), row.Columns, weights);
    }

    private static Learning.TooLittleDataException TooFlat() =>
        new("The factors of a row cannot be told apart: the regularization is too small for this data.", "无法区分某一行的因子：正则化对这些数据来说太小。");

    /// <summary>What a thread keeps from row to row.</summary>
    internal sealed class Scratch(int size)
    {
        private float[] _weights = new float[256];

        public DirectSolve Direct => field ??= new(size);

        public Span<float> Weights(int count)
        {
            if (count > _weights.Length)
                _weights = new float[count * 2];
            return _weights.AsSpan(0, count);
        }
    }
}
