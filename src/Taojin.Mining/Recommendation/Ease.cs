using System.ComponentModel.DataAnnotations;
using System.Numerics.Tensors;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>The penalty of a linear model of items, and what is kept of it.</summary>
public sealed record EaseOptions
{
    /// <summary>L2 penalty (λ): more for many users, 100 to 1000 is usual.</summary>
    [Range(1e-3, 1e7)] public double Regularization { get; init; } = 100;

    /// <summary>Each step back from the newest item of a history multiplies what it says by this; 1 lets all count alike, 0.7 favours the last few.</summary>
    [Range(0.01, 1)] public double HistoryDecay { get; init; } = 1;

    /// <summary>Counts a touched pair as 1, whatever its weight.</summary>
    public bool IsBinary { get; init; } = true;

    /// <summary>Weights kept of each item, those of the largest absolute value, when the shop has more items than <see cref="MostDenseItems"/>.</summary>
    [Range(1, 100_000)] public int StrongestEntries { get; init; } = 1000;

    /// <summary>Up to so many items all weights are kept: 4 bytes a pair of items.</summary>
    [Range(0, 23_000)] public int MostDenseItems { get; init; } = 20_000;
}

/// <summary>A linear model of items without hidden layers: each item is foretold from all others, in closed form.</summary>
/// <remarks>
/// Minimises |X − XB|² + λ|B|² with a zero diagonal: with P = (XᵀX + λI)⁻¹, Bᵢⱼ = −Pᵢⱼ ÷ Pⱼⱼ; the score of j is Σᵢ wᵢ·Bᵢⱼ over the history.
/// Steck 2019, doi:10.1145/3308558.3313710. The fading of histories is ours; it touches scores, not the fit.
/// Costs items³ multiplications and one float32 matrix of items² (1.6 GB for 20,000 items), besides Σ over users of the square of their history;
/// where items are many and users fewer, users³ and users² take their place (<see cref="EaseOptions.MostDenseItems"/> says what is many).
/// </remarks>
public sealed class Ease(EaseOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, EaseModel>
{
    private readonly EaseOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<EaseOptions, EaseModel>(
        "ease", "Linear item model (EASE)", "线性物品模型（EASE）", MiningTask.Recommend, "doi:10.1145/3308558.3313710",
        options => new Ease(options)) with { Needs = [DataNeed.Users(50), DataNeed.Items(10), DataNeed.Pairs(500)] };

    /// <inheritdoc />
    /// <exception cref="TooMuchDataException">The matrix of all pairs of items does not fit into memory.</exception>
    public EaseModel Fit(Interactions data, FitContext context)
    {
        var count = data.Items.Count;
        RefuseBeyond(Math.Min(count, data.Users.Count), Math.Min(Array.MaxLength, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / sizeof(float)));
        var touched = _options.IsBinary ? data.Matrix.Select((_, _, _) => 1) : data.Matrix;
        var rule = new HistoryRule(_options.IsBinary, _options.HistoryDecay);
        if (count > _options.MostDenseItems && data.Users.Count < count)
            return new(data, StrongestByUsers(touched, context), rule);
        var square = Regularized(touched, touched.Transpose(), (float)_options.Regularization, context);
        if (!SpdMatrix.TryInvert(square, count, context.Threads))
            throw TooFlat();
        context.Cancellation.ThrowIfCancellationRequested();
        Weigh(square, count, context);
        return count <= _options.MostDenseItems
            ? new(data, new DenseRows(count, count, square), rule)
            : new(data, StrongestRows.Of(square, count, _options.StrongestEntries, context), rule);
    }

    /// <summary>The strongest entries of B where there are fewer users than items: the table of users is the smaller one.</summary>
    private CsrMatrix StrongestByUsers(CsrMatrix touched, FitContext context)
    {
        var inverse = InverseByUsers.Of(touched, (float)_options.Regularization, context) ?? throw TooFlat();
        var (count, divisors) = (touched.ColumnCount, inverse.Diagonal(context));
        TensorPrimitives.Negate<float>(divisors, divisors);
        var (columns, values) = (new int[count][], new float[count][]);
        context.ForEachRow(
            (count + SparseProduct.Rows - 1) / SparseProduct.Rows,
            () => (Inverse: inverse.NewScratch(), Lines: new float[SparseProduct.Rows * count], Picking: new StrongestRows.Picking(count, _options.StrongestEntries)),
            (block, scratch) =>
            {
                var (first, last) = (block * SparseProduct.Rows, Math.Min(count, (block + 1) * SparseProduct.Rows));
                inverse.Write(first, scratch.Lines.AsSpan(0, (last - first) * count), scratch.Inverse);
                for (var item = first; item < last; item++)
                {
                    var line = scratch.Lines.AsSpan((item - first) * count, count);
                    TensorPrimitives.Divide<float>(line, divisors, line);
                    line[item] = 0;
                    (columns[item], values[item]) = scratch.Picking.Of(line);
                }
            });
        return StrongestRows.Stack(columns, values);
    }

    private static TooLittleDataException TooFlat() =>
        new("The items cannot be told apart: the regularization is too small for this data.", "无法区分商品：正则化对这些数据来说太小。");

    /// <summary>Refuses a catalogue whose table of pairs has more than <paramref name="mostCells"/> cells.</summary>
    internal static void RefuseBeyond(long items, long mostCells)
    {
        if (items * items <= mostCells)
            return;
        var (needed, most) = (items * items * sizeof(float) / 1e9, (long)Math.Sqrt(mostCells));
        throw new TooMuchDataException(
            FormattableString.Invariant($"{items} items need a table of {needed:0.0} GB; here at most {most} items fit."),
            FormattableString.Invariant($"{items} 个商品需要 {needed:0.0} GB 的表；此处最多容纳 {most} 个商品。"));
    }

    /// <summary>XᵀX + λI, the lower half.</summary>
    /// <param name="byUser">X, shape [rows × items], such as users.</param>
    /// <param name="byItem">Xᵀ.</param>
    /// <param name="penalty">λ.</param>
    /// <param name="context">Threads and cancellation.</param>
    internal static float[] Regularized(CsrMatrix byUser, CsrMatrix byItem, float penalty, FitContext context)
    {
        var (count, square) = (byItem.RowCount, new float[(long)byItem.RowCount * byItem.RowCount]);
        if (context.Sums is { } sums)
            sums.ForEachRow((byUser, byUser), isLower: true, context, row =>
            {
                for (var entry = 0; entry < row.Columns.Length; entry++)
                    square[(row.Row * count) + row.Columns.Span[entry]] = row.Values.Span[entry];
            });
        else
        {
            var users = (byUser, PairSums.Starts(byUser.RowCount));
            context.ForEachRow(count, () => new float[count], (item, part) => PairSums.Add(byItem[item], users, square.AsSpan(item * count, item + 1), part));
        }
        for (var item = 0; item < count; item++)
            square[(item * count) + item] += penalty;
        return square;
    }

    /// <summary>Turns P into B: each column over minus its diagonal, the diagonal 0.</summary>
    private static void Weigh(float[] square, int count, FitContext context)
    {
        var divisors = new float[count];
        for (var item = 0; item < count; item++)
            divisors[item] = -square[(item * count) + item];
        context.ForEachRow(count, item =>
        {
            var line = square.AsSpan(item * count, count);
            TensorPrimitives.Divide<float>(line, divisors, line);
            line[item] = 0;
        });
    }
}
