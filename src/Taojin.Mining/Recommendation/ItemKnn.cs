using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Which items are neighbours.</summary>
public sealed record ItemKnnOptions
{
    /// <summary>Neighbours kept of each item, those of the highest similarity.</summary>
    [Range(1, 100_000)] public int Neighbours { get; init; } = 200;

    /// <summary>Added to the product of the norms: draws similarities of rarely touched items towards 0.</summary>
    [Range(0, 1e6)] public double Shrinkage { get; init; } = 10;

    /// <summary>How much a touched pair says: items are the vectors, their users the terms. A history's items count 1 when binary, else their weights.</summary>
    public PairWeighting Weighting { get; init; } = PairWeighting.Binary;

    /// <summary>Each step back from the newest item of a history multiplies what it says by this; 1 lets all count alike, 0.7 favours the last few.</summary>
    [Range(0.01, 1)] public double HistoryDecay { get; init; } = 1;
}

/// <summary>Items that the same users touch: cosine between items, summed over the history.</summary>
/// <remarks>
/// Sarwar et al. 2001, doi:10.1145/371920.372071, with shrinkage as in Bell &amp; Koren 2007. s(i, j) = xᵢ·xⱼ ÷ (|xᵢ||xⱼ| + shrinkage); the score of
/// i is Σⱼ s(i, j) over the items j of the history among i's neighbours. Costs Σ over users of the square of their history.
/// </remarks>
public sealed class ItemKnn(ItemKnnOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, ItemKnnModel>
{
    private readonly ItemKnnOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<ItemKnnOptions, ItemKnnModel>(
        "item-knn", "Item neighbours (cosine)", "商品近邻（余弦）", MiningTask.Recommend, "doi:10.1145/371920.372071",
        options => new ItemKnn(options), isBaseline: true) with { Needs = [DataNeed.Users(20), DataNeed.Items(10), DataNeed.Pairs(200)] };

    /// <inheritdoc />
    public ItemKnnModel Fit(Interactions data, FitContext context)
    {
        var vectors = data.Matrix.Transpose();
        var byItem = TermWeighting.Of(vectors, _options.Weighting).Apply(vectors);
        var byUser = byItem.Transpose();
        var norms = Norms(byItem);
        var (columns, values) = (new int[byItem.RowCount][], new float[byItem.RowCount][]);
        context.ForEachRow(byItem.RowCount, () => new Scratch(byItem.RowCount, _options.Neighbours), (item, scratch) =>
        {
            scratch.AddUp(byItem[item], byUser, item);
            (columns[item], values[item]) = scratch.Best(other => norms[item] * norms[other] + _options.Shrinkage);
        });
        return new(data, ItemKnnModel.Stack(columns, values), new(_options.Weighting == PairWeighting.Binary, _options.HistoryDecay));
    }

    private static double[] Norms(CsrMatrix byItem)
    {
        var norms = new double[byItem.RowCount];
        for (var item = 0; item < norms.Length; item++)
        {
            double sum = 0;
            foreach (var value in byItem[item].Values)
                sum += (double)value * value;
            norms[item] = Math.Sqrt(sum);
        }
        return norms;
    }

    /// <summary>A dense row of products that only touched places are cleared of.</summary>
    private sealed class Scratch(int itemCount, int neighbours)
    {
        private readonly float[] _products = new float[itemCount];
        private readonly List<int> _touched = [];
        private readonly int[] _best = new int[neighbours];

        public void AddUp(CsrRow users, CsrMatrix byUser, int self)
        {
            for (var entry = 0; entry < users.Count; entry++)
            {
                var history = byUser[users.Columns[entry]];
                var weight = users.Values[entry];
                for (var other = 0; other < history.Count; other++)
                {
                    ref var product = ref _products[history.Columns[other]];
                    if (product == 0)
                        _touched.Add(history.Columns[other]);
                    product += weight * history.Values[other];
                }
            }
            _products[self] = 0;
        }

        /// <summary>The nearest items by index, with their similarities; clears the row.</summary>
        public (int[] Columns, float[] Values) Best(Func<int, double> divisor)
        {
            _touched.Sort();
            var similarities = new float[_touched.Count];
            for (var place = 0; place < similarities.Length; place++)
            {
                var product = _products[_touched[place]];
                similarities[place] = product > 0 ? (float)(product / divisor(_touched[place])) : float.NaN;
                _products[_touched[place]] = 0;
            }
            var count = TopK.Write(similarities, _best);
            var places = _best[..count];
            Array.Sort(places);
            var result = (Array.ConvertAll(places, place => _touched[place]), Array.ConvertAll(places, place => similarities[place]));
            _touched.Clear();
            return result;
        }
    }
}
