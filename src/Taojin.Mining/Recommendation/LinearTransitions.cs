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
        var (square, columns, values) = (new float[(long)count * count], new int[count][], new float[count][]);
        context.ForEachRow(count, () => new SparseRow(count, count), (item, row) =>
        {
            AddUp(byItem[item], before, square.AsSpan(item * count, item + 1));
            square[(item * count) + item] += (float)_options.Regularization;
            (columns[item], values[item]) = Follow(byItem[item], after, row);
        });
        if (!SpdMatrix.TryInvert(square, count, context.Threads))
            throw new TooLittleDataException("The items cannot be told apart: the regularization is too small for this data.", "无法区分商品：正则化对这些数据来说太小。");
        Multiply(square, StrongestRows.Stack(columns, values), context);
        var rule = new HistoryRule(IsBinary: true, _options.HistoryDecay);
        return count <= _options.MostDenseItems
            ? new(data, new DenseRows(count, count, square), rule)
            : new(data, StrongestRows.Of(square, count, _options.StrongestEntries, context), rule);
    }

    /// <summary>One line of the lower half of XᵀX.</summary>
    private static void AddUp(CsrRow steps, CsrMatrix before, Span<float> line)
    {
        for (var entry = 0; entry < steps.Count; entry++)
        {
            var others = before[steps.Columns[entry]];
            for (var other = 0; other < others.Count && others.Columns[other] < line.Length; other++)
                line[others.Columns[other]] += steps.Values[entry] * others.Values[other];
        }
    }

    /// <summary>One row of XᵀY.</summary>
    private static (int[] Columns, float[] Values) Follow(CsrRow steps, CsrMatrix after, SparseRow row)
    {
        for (var entry = 0; entry < steps.Count; entry++)
        {
            var items = after[steps.Columns[entry]];
            for (var place = 0; place < items.Count; place++)
                row.Add(items.Columns[place], steps.Values[entry] * items.Values[place]);
        }
        return row.Best(_ => 1);
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
