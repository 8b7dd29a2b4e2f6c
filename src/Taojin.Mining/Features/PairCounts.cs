using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>How often the user viewed, saved, carted and bought the item.</summary>
public sealed class PairCounts : IDescribed<FeatureCard>, IFeature
{
    private readonly GrowingArray<KindCounts> _counts = new();

    private PairCounts()
    {
    }

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new("pair-counts", KindCounts.Columns("pair", "of this item by this user", "该用户对此商品的"), _ => new PairCounts()) { Scope = FeatureScope.User };

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened)
    {
        if (happened.Pair >= 0)
            _counts.At(happened.Pair).Add(happened.Kind);
    }

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output) => _counts.Read(asOf.Pair).Write(output);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer) => writer.Array(Card.Name, _counts.Values);

    /// <inheritdoc />
    public void Restore(IArtifactReader reader) => _counts.Restore(reader.Array<KindCounts>(Card.Name));
}
