using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>What is foretold from what, and the penalty.</summary>
public sealed record LinearTransitionsOptions
{
    /// <summary>L2 penalty (λ).</summary>
    [Range(1e-3, 1e7)] public double Regularization { get; init; } = 20;

    /// <summary>Each step back from the newest item of a history multiplies what it says by this, in the fit and in scores.</summary>
    [Range(0.01, 1)] public double HistoryDecay { get; init; } = 0.7;

    /// <summary>So many of the last items before a step are read in the fit.</summary>
    [Range(1, 1000)] public int HistoryLength { get; init; } = 20;

    /// <summary>So many next steps are foretold.</summary>
    [Range(1, 100)] public int Reach { get; init; } = 5;

    /// <summary>Each further step counts so much of the one before it.</summary>
    [Range(0, 1)] public double DistanceDecay { get; init; } = 0.6;

    /// <summary>Weights kept of each item, those of the largest absolute value, when the shop has more items than <see cref="MostDenseItems"/>.</summary>
    [Range(1, 100_000)] public int StrongestEntries { get; init; } = 1000;

    /// <summary>Up to so many items all weights are kept: 4 bytes a pair of items.</summary>
    [Range(0, 23_000)] public int MostDenseItems { get; init; } = 20_000;
}

/// <summary>A linear model of what comes next: the next few items are foretold from the fading history, in closed form.</summary>
/// <remarks>
/// One row a step: x holds ρ^age of the items before it, y holds γ^k of the item k steps on; minimises |Y − XB|² + λ|B|², so that
/// B = (XᵀX + λI)⁻¹XᵀY. The score of j is Σᵢ ρ^age·Bᵢⱼ. Choi et al. 2021 (SLIT), doi:10.1145/3442381.3450005; they let the past weigh by session
/// age too and leave no fading within y. Costs items³ ÷ 2 + items · entries of XᵀY multiplications and one float32 matrix of items².
/// </remarks>
public sealed class LinearTransitions(LinearTransitionsOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, EaseModel>
{
    private readonly LinearTransitionsOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<LinearTransitionsOptions, EaseModel>(
        "linear-transitions", "Linear model of what comes next", "线性转移模型", MiningTask.Recommend, "doi:10.1145/3442381.3450005",
        options => new LinearTransitions(options)) with { Needs = [DataNeed.Users(50), DataNeed.Items(10), DataNeed.Pairs(500)] };

    /// <inheritdoc />
    /// <exception cref="TooMuchDataException">The matrix of all pairs of items does not fit into memory.</exception>
    public EaseModel Fit(Interactions data, FitContext context)
    {
        var count = data.Items.Count;
        Ease.RefuseBeyond(count, Math.Min(Array.MaxLength, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / sizeof(float)));
        var (before, after) = StepRows.Of(Steps.Of(data.Sequences), count, _options);
        var byItem = before.Transpose();
        var (square, next) = (Ease.Regularized(before, byItem, (float)_options.Regularization, context), Following(before, byItem, after, context));
        if (!SpdMatrix.TryInvert(square, count, context.Threads))
            throw new TooLittleDataException("The items cannot be told apart: the regularization is too small for this data.", "无法区分商品：正则化对这些数据来说太小。");
        Multiply(square, next, context);
        var rule = new HistoryRule(IsBinary: true, _options.HistoryDecay);
        return count <= _options.MostDenseItems
            ? new(data, new DenseRows(count, count, square), rule)
            : new(data, StrongestRows.Of(square, count, _options.StrongestEntries, context), rule);
    }

    /// <summary>XᵀY.</summary>
    private static CsrMatrix Following(CsrMatrix before, CsrMatrix byItem, CsrMatrix after, FitContext context)
    {
        var count = byItem.RowCount;
        var (columns, values) = (new int[count][], new float[count][]);
        if (context.Sums is { } sums)
            sums.ForEachRow((before, after), isLower: false, context, row => (columns[row.Row], values[row.Row]) = (row.Columns.ToArray(), row.Values.ToArray()));
        else
        {
            var steps = (after, PairSums.Starts(after.RowCount));
            context.ForEachRow(count, () => (Line: new float[count], Part: new float[count]), (item, scratch) =>
            {
                scratch.Line.AsSpan().Clear();
                PairSums.Add(byItem[item], steps, scratch.Line, scratch.Part);
                columns[item] = [.. Enumerable.Range(0, count).Where(next => scratch.Line[next] > 0)];
                values[item] = Array.ConvertAll(columns[item], next => scratch.Line[next]);
            });
        }
        return StrongestRows.Stack(columns, values);
    }

    /// <summary>Turns (XᵀX + λI)⁻¹ into B, row by row in its place.</summary>
    private static void Multiply(float[] square, CsrMatrix next, FitContext context)
    {
        var count = next.RowCount;
        context.ForEachRow((count + SparseProduct.Rows - 1) / SparseProduct.Rows, () => new SparseProduct(count, count), (block, product) =>
        {
            var (first, last) = (block * SparseProduct.Rows, Math.Min(count, (block + 1) * SparseProduct.Rows));
            var lines = square.AsSpan(first * count, (last - first) * count);
            product.Write(lines, next, lines);
        });
    }
}
