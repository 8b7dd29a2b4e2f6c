namespace Taojin.Numerics;

/// <summary>The least squares of one row while the other side stands: (G + penalty·I + Σ w yyᵀ) x = Σ w y over the picked rows y.</summary>
/// <param name="known">The standing side, shape [rows × n].</param>
/// <param name="gram">G, shape [n × n], both halves.</param>
/// <param name="penalty">Added to the diagonal; with G it must leave the sum positive definite.</param>
/// <param name="picked">Which rows of the standing side the row touched.</param>
/// <param name="weights">Their weights, 0 or more, shape [picked].</param>
public readonly ref struct RowEquations(DenseRows known, ReadOnlySpan<float> gram, float penalty, ReadOnlySpan<int> picked, ReadOnlySpan<float> weights)
{
    /// <summary>The standing side.</summary>
    public DenseRows Known { get; } = known;

    /// <summary>G.</summary>
    public ReadOnlySpan<float> Gram { get; } = gram;

    /// <summary>Added to the diagonal.</summary>
    public float Penalty { get; } = penalty;

    /// <summary>Which rows of the standing side.</summary>
    public ReadOnlySpan<int> Picked { get; } = picked;

    /// <summary>Their weights.</summary>
    public ReadOnlySpan<float> Weights { get; } = weights;

    /// <summary>n.</summary>
    public int Size => Known.ColumnCount;
}
