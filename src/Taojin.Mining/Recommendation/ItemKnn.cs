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
/// i is Σⱼ s(i, j) over the items j of the history among i's neighbours. Costs Σ over users of the square of their history; of equally near items
/// the lower index is kept.
/// </remarks>
public sealed class ItemKnn(ItemKnnOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, ItemKnnModel>
{
    private readonly ItemKnnOptions _options = options.Validated();

    private bool IsBinary => _options.Weighting == PairWeighting.Binary;

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
        var (norms, neighbours) = (Norms(byItem), new NeighbourLists(byItem, byUser, _options.Neighbours));
        var shrinkage = (float)_options.Shrinkage;
        if (context.Sums is { } sums)
        {
            using var scratches = new ThreadLocal<Scratch>(() => new(byItem.RowCount));
            sums.ForEachRow((byUser, byUser), isLower: false, context, row => neighbours.Put(row.Row, scratches.Value!.Of(row).Nearest(row.Row, norms, shrinkage, neighbours.Room(row.Row))));
            return new(data, neighbours.Pulls(), new(IsBinary, _options.HistoryDecay));
        }
        var starts = PairSums.Starts(byUser.RowCount);
        context.ForEachRow(byItem.RowCount, () => new Scratch(byItem.RowCount), (item, scratch) =>
        {
            if (IsBinary)
                scratch.Count(byItem[item].Columns, byUser); // whole numbers: the order of the sum does not matter
            else
                scratch.AddUp(byItem[item], byUser, starts);
            neighbours.Put(item, scratch.Nearest(item, norms, shrinkage, neighbours.Room(item)));
        });
        return new(data, neighbours.Pulls(), new(IsBinary, _options.HistoryDecay));
    }

    private static float[] Norms(CsrMatrix byItem)
    {
        var norms = new float[byItem.RowCount];
        for (var item = 0; item < norms.Length; item++)
        {
            double sum = 0;
            foreach (var value in byItem[item].Values)
                sum += (double)value * value;
            norms[item] = (float)Math.Sqrt(sum);
        }
        return norms;
    }

    /// <summary>A dense row of products that only touched places are cleared of.</summary>
    private sealed class Scratch(int itemCount)
    {
        private readonly float[] _products = new float[itemCount];
        private readonly int[] _touched = new int[itemCount + 1]; // one more, for the place that is written before it is known to be new
        private readonly ulong[] _keys = new ulong[itemCount];
        private float[]? _part; // sums of one block
        private int[]? _partTouched;
        private int _count;

        public void Count(ReadOnlySpan<int> users, CsrMatrix byUser)
        {
            var (products, touched, count) = (_products, _touched, 0);
            foreach (var user in users)
                foreach (var other in byUser[user].Columns)
                {
                    touched[count] = other;
                    count += products[other] == 0 ? 1 : 0;
                    products[other]++;
                }
            _count = count;
        }

        /// <summary>Takes sums that were made elsewhere.</summary>
        public Scratch Of(in SumRow row)
        {
            _count = row.Columns.Length;
            row.Columns.Span.CopyTo(_touched);
            for (var place = 0; place < _count; place++)
                _products[_touched[place]] = row.Values.Span[place];
            return this;
        }

        public void AddUp(CsrRow users, CsrMatrix byUser, int[] starts)
        {
            if (starts.Length == 2)
            {
                _count = AddUp(users, byUser, _products, _touched);
                return;
            }
            (_part, _partTouched) = (_part ?? new float[_products.Length], _partTouched ?? new int[_touched.Length]);
            var count = 0;
            foreach (var block in PairSums.Blocks(users, starts))
            {
                var added = AddUp(PairSums.Slice(users, block), byUser, _part, _partTouched);
                foreach (var other in _partTouched.AsSpan(0, added))
                {
                    _touched[count] = other;
                    count += _products[other] == 0 ? 1 : 0;
                    _products[other] += _part[other];
                    _part[other] = 0;
                }
            }
            _count = count;
        }

        private static int AddUp(CsrRow users, CsrMatrix byUser, float[] products, int[] touched)
        {
            var count = 0;
            for (var entry = 0; entry < users.Count; entry++)
            {
                var history = byUser[users.Columns[entry]];
                for (var place = 0; place < history.Count; place++)
                {
                    var other = history.Columns[place];
                    touched[count] = other;
                    count += products[other] == 0 ? 1 : 0;
                    products[other] += users.Values[entry] * history.Values[place];
                }
            }
            return count;
        }

        /// <summary>The nearest items as keys of <see cref="NeighbourLists"/>; clears the row.</summary>
        public ReadOnlySpan<ulong> Nearest(int self, float[] norms, float shrinkage, int most)
        {
            var (count, norm) = (0, norms[self]);
            foreach (var other in _touched.AsSpan(0, _count))
            {
                if (other != self)
                    _keys[count++] = NeighbourLists.Key(other, _products[other] / ((norm * norms[other]) + shrinkage));
                _products[other] = 0;
            }
            Largest.ToFront(_keys.AsSpan(0, count), most);
            return _keys.AsSpan(0, Math.Min(count, most));
        }
    }
}
