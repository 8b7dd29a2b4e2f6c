using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>What the items of a short history add to scores, without forming the history's own matrix: the part that all histories share is inverted once.</summary>
/// <remarks>
/// With G = α₀YᵀY + λ'I, U the vectors of the history and D its weights, (G + UDUᵀ)⁻¹ is G⁻¹ less a matrix of the history's rank (Woodbury), and the shares
/// in the score of y are D Uᵀ(G + UDUᵀ)⁻¹y = (D⁻¹ + UᵀG⁻¹U)⁻¹ UᵀG⁻¹y. Costs entries·factors² multiplications where a Cholesky factor costs factors³ ÷ 6.
/// </remarks>
internal sealed class AlsShares(DenseRows known, float[] gram, AlsRule rule)
{
    private const int MostEntries = 32;
    private readonly ConcurrentDictionary<int, float[]> _inverses = new();

    /// <summary>Writes the share of each entry in the score of each item, shape [items × entries].</summary>
    /// <returns>False when the history is too long for it, or G cannot be inverted: then nothing was written.</returns>
    public bool TryWrite(ReadOnlySpan<int> entries, ReadOnlySpan<float> weights, ReadOnlySpan<int> items, Span<float> shares)
    {
        var (count, size) = (entries.Length, known.ColumnCount);
        if (count > Math.Min(MostEntries, size / 2) || weights.ContainsAnyExceptInRange(float.Epsilon, float.MaxValue) || InverseFor(count) is not { Length: > 0 } inverse)
            return false;
        Span<float> turned = count * size <= 1024 ? stackalloc float[count * size] : new float[count * size]; // G⁻¹U, shape [entries × factors]
        for (var entry = 0; entry < count; entry++)
            for (var row = 0; row < size; row++)
                turned[(entry * size) + row] = TensorPrimitives.Dot(inverse.AsSpan(row * size, size), known[entries[entry]]);
        Span<float> small = stackalloc float[count * count];
        for (var one = 0; one < count; one++)
            for (var other = 0; other <= one; other++)
                small[(one * count) + other] = TensorPrimitives.Dot(turned.Slice(one * size, size), known[entries[other]]) + (one == other ? (float)(1 / (rule.Alpha * weights[one])) : 0);
        if (!Cholesky.TryFactor(small, count))
            return false;
        for (var item = 0; item < items.Length; item++)
        {
            var share = shares.Slice(item * count, count);
            for (var entry = 0; entry < count; entry++)
                share[entry] = TensorPrimitives.Dot(turned.Slice(entry * size, size), known[items[item]]);
            Cholesky.Solve(small, count, share);
        }
        return true;
    }

    /// <summary>G⁻¹ for histories of a length; empty when G is not positive definite.</summary>
    private float[] InverseFor(int entries) => _inverses.GetOrAdd(rule.FrequencyScaling == 0 ? 0 : entries, _ =>
    {
        var (square, size) = ((float[])gram.Clone(), known.ColumnCount);
        for (var row = 0; row < size; row++)
            square[(row * size) + row] += rule.Penalty(entries, known.RowCount);
        return SpdMatrix.TryInvert(square, size, threads: 1) ? square : [];
    });
}
