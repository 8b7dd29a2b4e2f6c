using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>How often anybody viewed, saved, carted and bought the item.</summary>
public sealed class ItemCounts : IDescribed<FeatureCard>, IFeature
{
    private readonly GrowingArray<KindCounts> _counts = new();

    private ItemCounts()
    {
    }

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new("item-counts", KindCounts.Columns("item", "of this item", "此商品的"), _ => new ItemCounts()) { IsOfItem = true };

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened)
    {
        if (happened.Item >= 0)
            _counts.At(happened.Item).Add(happened.Kind);
    }

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output) => _counts.Read(asOf.Item).Write(output);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer) => writer.Array(Card.Name, _counts.Values);

    /// <inheritdoc />
    public void Restore(IArtifactReader reader) => _counts.Restore(reader.Array<KindCounts>(Card.Name));
}
