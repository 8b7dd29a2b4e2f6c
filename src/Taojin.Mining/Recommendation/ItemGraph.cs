using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Users and items as a graph with normalised edges: R̃ = Dᵤ^−½ R Dᵢ^−½ by users and by items.</summary>
internal sealed class ItemGraph
{
    private ItemGraph(CsrMatrix byUser, int[] degrees) => (ByUser, ByItem, Degrees) = (byUser, byUser.Transpose(), degrees);

    /// <summary>R̃, shape [users × items].</summary>
    public CsrMatrix ByUser { get; }

    /// <summary>R̃ᵀ, shape [items × users].</summary>
    public CsrMatrix ByItem { get; }

    /// <summary>Users who touched each item, shape [items].</summary>
    public int[] Degrees { get; }

    public int UserCount => ByUser.RowCount;

    public int ItemCount => ByUser.ColumnCount;

    /// <summary>The graph of touched pairs, whatever their weights.</summary>
    public static ItemGraph Of(CsrMatrix touched)
    {
        var degrees = new int[touched.ColumnCount];
        foreach (var item in touched.Columns)
            degrees[item]++;
        var sizes = new int[touched.RowCount];
        for (var user = 0; user < sizes.Length; user++)
            sizes[user] = touched[user].Count;
        return new(touched.Select((user, item, _) => (float)(1 / Math.Sqrt(sizes[user] * (double)degrees[item]))), degrees);
    }

    /// <summary>Degrees to a power; 0 for an item nobody touched.</summary>
    public float[] Powers(double exponent) => Array.ConvertAll(Degrees, degree => degree == 0 ? 0 : (float)Math.Pow(degree, exponent));

    /// <summary>product += R̃ x for an x that is 0 but for one item.</summary>
    public void AddToUsers(int item, float weight, Span<float> product)
    {
        var users = ByItem[item];
        for (var entry = 0; entry < users.Count; entry++)
            product[users.Columns[entry]] += weight * users.Values[entry];
    }

    /// <summary>product = R̃ᵀ x, x by users.</summary>
    public void ToItems(ReadOnlySpan<float> byUser, Span<float> product)
    {
        product.Clear();
        for (var user = 0; user < byUser.Length; user++)
        {
            if (byUser[user] == 0)
                continue;
            var items = ByUser[user];
            for (var entry = 0; entry < items.Count; entry++)
                product[items.Columns[entry]] += byUser[user] * items.Values[entry];
        }
    }

    /// <summary>product −= factor · R̃ x, x by items.</summary>
    public void TakeFromUsers(ReadOnlySpan<float> byItem, float factor, Span<float> product)
    {
        for (var user = 0; user < product.Length; user++)
        {
            var items = ByUser[user];
            var sum = 0f;
            for (var entry = 0; entry < items.Count; entry++)
                sum += byItem[items.Columns[entry]] * items.Values[entry];
            product[user] -= factor * sum;
        }
    }
}
