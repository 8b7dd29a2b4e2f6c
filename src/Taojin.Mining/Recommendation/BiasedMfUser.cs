using System.Numerics.Tensors;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Bias and vector of a user from a history, exactly, while the items stand: fitted users and new ones are found the same way.</summary>
/// <remarks>
/// With N the items of the history and Y = |N|^−½ Σ yⱼ, minimises Σ over the rated ones of (r − μ − bᵢ − qᵢ·Y − b − qᵢ·p)² + n·(λ|p|² + λ′b²), n their number.
/// The bias goes along as one more factor, whose item side is √(λ ÷ λ′) for all.
/// </remarks>
internal sealed class BiasedMfUser
{
    private const double LeastPenalty = 1e-6;
    private readonly DenseRows _items, _implicit, _extended;
    private readonly float[] _itemBias, _gram;
    private readonly double[] _rule;

    /// <param name="items">qᵢ, shape [items × factors].</param>
    /// <param name="touches">yⱼ, shape [items × factors]; zeros where touches say nothing.</param>
    /// <param name="itemBias">bᵢ, shape [items].</param>
    /// <param name="rule">μ, λ, λ′.</param>
    public BiasedMfUser(DenseRows items, DenseRows touches, float[] itemBias, double[] rule)
    {
        (_items, _implicit, _itemBias, _rule) = (items, touches, itemBias, rule);
        _extended = new(items.RowCount, items.ColumnCount + 1);
        _gram = new float[_extended.ColumnCount * _extended.ColumnCount];
        for (var item = 0; item < items.RowCount; item++)
        {
            items[item].CopyTo(_extended[item]);
            _extended[item][^1] = BiasSide;
        }
    }

    private double Penalty => Math.Max(LeastPenalty, _rule[1]);

    private float BiasSide => (float)Math.Sqrt(Penalty / Math.Max(LeastPenalty, _rule[2]));

    public DirectSolve NewScratch() => new(_extended.ColumnCount);

    /// <summary>Writes p + Y and gives b; what was not rated moves neither p nor b.</summary>
    /// <param name="history">The history; may be empty.</param>
    /// <param name="vector">Receives the vector, shape [factors].</param>
    /// <param name="scratch">Of one thread.</param>
    public float Solve(ReadOnlySpan<HistoryItem> history, Span<float> vector, DirectSolve scratch)
    {
        vector.Clear();
        var (rated, solved) = (new List<int>(), new float[vector.Length + 1]);
        foreach (var each in history)
            TensorPrimitives.MultiplyAdd(_implicit[each.Item], 1 / MathF.Sqrt(history.Length), vector, vector);
        foreach (var each in history)
            if (!float.IsNaN(each.Rating))
            {
                var rest = each.Rating - (float)_rule[0] - _itemBias[each.Item] - TensorPrimitives.Dot<float>(_items[each.Item], vector);
                TensorPrimitives.MultiplyAdd(_extended[each.Item], rest, solved, solved);
                rated.Add(each.Item);
            }
        if (rated.Count == 0)
            return 0;
        int[] picked = [.. rated];
        float[] weights = [.. rated.Select(_ => 1f)];
        if (!scratch.TryFactor(new(_extended, _gram, (float)(rated.Count * Penalty), picked, weights)))
            throw new TooLittleDataException("The factors of a user cannot be told apart: the regularization is too small for this data.", "无法区分某个用户的因子：正则化对这些数据来说太小。");
        scratch.Solve(solved);
        TensorPrimitives.Add<float>(vector, solved.AsSpan(0, vector.Length), vector);
        return solved[^1] * BiasSide;
    }
}
