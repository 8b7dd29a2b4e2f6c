using System.Numerics.Tensors;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>What a factorisation of ratings is made of while it is learned.</summary>
internal sealed class BiasedMfParts
{
    private readonly CsrMatrix? _touched;

    public BiasedMfParts(Interactions data, CsrMatrix ratings, BiasedMfOptions options)
    {
        double sum = 0;
        foreach (var value in ratings.Values)
            sum += value;
        Mean = (float)(sum / ratings.EntryCount);
        (Least, Most) = (TensorPrimitives.Min(ratings.Values), TensorPrimitives.Max(ratings.Values));
        (UserBias, ItemBias) = (new float[ratings.RowCount], new float[ratings.ColumnCount]);
        (Users, Items, Implicit) = (new(ratings.RowCount, options.Factors), new(ratings.ColumnCount, options.Factors), new(ratings.ColumnCount, options.Factors));
        _touched = options.LearnsFromTouches ? data.Matrix : null;
    }

    public float Mean { get; }

    public float Least { get; }

    public float Most { get; }

    public float[] UserBias { get; }

    public float[] ItemBias { get; }

    public DenseRows Users { get; }

    public DenseRows Items { get; }

    /// <summary>yⱼ, shape [items × factors].</summary>
    public DenseRows Implicit { get; }

    /// <summary>N(u), ascending.</summary>
    public ReadOnlySpan<int> Touched(int user) => _touched is null ? [] : _touched[user].Columns;

    /// <summary>|N(u)|^−½; 0 when nothing was touched.</summary>
    public float ShareOf(int user) => Touched(user).Length is > 0 and var count ? 1 / MathF.Sqrt(count) : 0;

    /// <summary>|N(u)|^−½ Σ yⱼ.</summary>
    public float[] TouchedPart(int user)
    {
        var sum = new float[Implicit.ColumnCount];
        foreach (var item in Touched(user))
            TensorPrimitives.Add<float>(sum, Implicit[item], sum);
        TensorPrimitives.Multiply(sum, ShareOf(user), sum);
        return sum;
    }
}
