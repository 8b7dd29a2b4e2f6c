using System.Numerics.Tensors;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Users and items as a graph with normalised edges: R̃ = c·(Dᵤ + s)^−½ R (Dᵢ + t)^−½ by users and by items, of largest singular value 1.</summary>
internal sealed class ItemGraph
{
    private const int Rounds = 50;

    /// <summary>Takes a normalised R̃ as it stands.</summary>
    public ItemGraph(CsrMatrix byUser)
    {
        (ByUser, ByItem, Degrees) = (byUser, byUser.Transpose(), new int[byUser.ColumnCount]);
        foreach (var item in byUser.Columns)
            Degrees[item]++;
    }

    /// <summary>R̃, shape [users × items].</summary>
    public CsrMatrix ByUser { get; }

    /// <summary>R̃ᵀ, shape [items × users].</summary>
    public CsrMatrix ByItem { get; }

    /// <summary>Users who touched each item, shape [items].</summary>
    public int[] Degrees { get; }

    public int UserCount => ByUser.RowCount;

    public int ItemCount => ByUser.ColumnCount;

    /// <summary>The graph of touched pairs, whatever their weights, with s and t added to the degrees of users and items.</summary>
    public static ItemGraph Of(CsrMatrix touched, double userSmoothing, double itemSmoothing)
    {
        var plain = new ItemGraph(touched);
        var users = new double[touched.RowCount];
        for (var user = 0; user < users.Length; user++)
            users[user] = touched[user].Count + userSmoothing;
        var graph = new ItemGraph(touched.Select((user, item, _) => (float)(1 / Math.Sqrt(users[user] * (plain.Degrees[item] + itemSmoothing)))));
        var scale = 1 / graph.LargestSingularValue();
        return new(graph.ByUser.Select((_, _, edge) => (float)(edge * scale)));
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

    /// <summary>By power iteration from all ones, which the first singular vector of a graph never stands at right angles to; 1 for an empty graph.</summary>
    private double LargestSingularValue()
    {
        var (items, users, largest) = (new float[ItemCount], new float[UserCount], 1f);
        Array.Fill(items, 1);
        for (var round = 0; round < Rounds; round++)
        {
            users.AsSpan().Clear();
            TakeFromUsers(items, -1, users);
            ToItems(users, items);
            largest = TensorPrimitives.Norm<float>(items);
            if (!(largest > 0))
                return 1;
            TensorPrimitives.Divide(items, largest, items);
        }
        return Math.Sqrt(largest);
    }
}
