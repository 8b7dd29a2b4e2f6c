using System.Numerics.Tensors;
using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Mining.Evaluation;

/// <summary>How different the items of one list are, over all pairs (Ziegler et al. 2005, doi:10.1145/1060745.1060754).</summary>
internal sealed class ListVariety(Catalogue items, DenseRows? vectors)
{
    /// <summary>Share of the pairs whose categories differ; NaN when fewer than two items have one.</summary>
    public double OfCategories(ReadOnlySpan<int> list)
    {
        var (different, pairs) = (0, 0);
        for (var first = 0; first < list.Length; first++)
            for (var second = first + 1; second < list.Length; second++)
            {
                var (one, other) = (items.CategoryOf(list[first]), items.CategoryOf(list[second]));
                if (one < 0 || other < 0)
                    continue;
                pairs++;
                different += one != other ? 1 : 0;
            }
        return different / (double)pairs;
    }

    /// <summary>Mean of 1 − cosine; pairs with a vector of zeros are left out, and NaN stands for no pair.</summary>
    public double OfVectors(ReadOnlySpan<int> list)
    {
        var (sum, pairs) = (0.0, 0);
        for (var first = 0; first < list.Length; first++)
            for (var second = first + 1; second < list.Length; second++)
            {
                var cosine = TensorPrimitives.CosineSimilarity<float>(vectors![list[first]], vectors[list[second]]);
                if (float.IsNaN(cosine))
                    continue;
                pairs++;
                sum += 1 - cosine;
            }
        return sum / pairs;
    }
}
