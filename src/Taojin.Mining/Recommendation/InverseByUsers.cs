using System.Numerics.Tensors;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>(XᵀX + λI)⁻¹ of a shop with fewer users than items, from the smaller matrix of users: (I − Xᵀ(XXᵀ + λI)⁻¹X) ÷ λ, rows on demand.</summary>
/// <remarks>Woodbury 1950; exact but for rounding. Costs users³ ÷ 2 multiplications and one float32 matrix of users²; a row costs the entries of X.</remarks>
internal sealed class InverseByUsers
{
    private readonly CsrMatrix _byUser, _byItem;
    private readonly float[] _square;
    private readonly float _penalty;

    private InverseByUsers(CsrMatrix byUser, CsrMatrix byItem, float[] square, float penalty) =>
        (_byUser, _byItem, _square, _penalty) = (byUser, byItem, square, penalty);

    /// <summary>Null when the penalty is too small for this data.</summary>
    /// <param name="byUser">X, shape [users × items].</param>
    /// <param name="penalty">λ.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static InverseByUsers? Of(CsrMatrix byUser, float penalty, FitContext context)
    {
        var byItem = byUser.Transpose();
        var square = Ease.Regularized(byItem, byUser, penalty, context);
        return SpdMatrix.TryInvert(square, byUser.RowCount, context.Threads) ? new(byUser, byItem, square, penalty) : null;
    }

    /// <summary>The diagonal, shape [items].</summary>
    public float[] Diagonal(FitContext context)
    {
        var diagonal = new float[_byItem.RowCount];
        context.ForEachRow(diagonal.Length, () => new float[_byUser.RowCount], (item, sum) =>
        {
            AddUp(item, sum);
            double explained = 0;
            var users = _byItem[item];
            for (var entry = 0; entry < users.Count; entry++)
                explained += (double)users.Values[entry] * sum[users.Columns[entry]];
            diagonal[item] = (float)((1 - explained) / _penalty);
        });
        return diagonal;
    }

    /// <summary>Writes some rows.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="lines">Receives them, shape [1 to 16 × items].</param>
    /// <param name="scratch">Of one thread.</param>
    public void Write(int first, Span<float> lines, (float[] Sums, SparseProduct Product) scratch)
    {
        var (users, items) = (_byUser.RowCount, _byItem.RowCount);
        var count = lines.Length / items;
        for (var row = 0; row < count; row++)
            AddUp(first + row, scratch.Sums.AsSpan(row * users, users));
        scratch.Product.Write(scratch.Sums.AsSpan(0, count * users), _byUser, lines);
        TensorPrimitives.Multiply(lines, -1 / _penalty, lines);
        for (var row = 0; row < count; row++)
            lines[(row * items) + first + row] += 1 / _penalty;
    }

    public (float[] Sums, SparseProduct Product) NewScratch() =>
        (new float[_byUser.RowCount * SparseProduct.Rows], new(_byUser.RowCount, _byItem.RowCount));

    /// <summary>The rows of the users of an item, added up.</summary>
    private void AddUp(int item, Span<float> sum)
    {
        sum.Clear();
        var users = _byItem[item];
        for (var entry = 0; entry < users.Count; entry++)
            TensorPrimitives.MultiplyAdd(_square.AsSpan(users.Columns[entry] * sum.Length, sum.Length), users.Values[entry], sum, sum);
    }
}
