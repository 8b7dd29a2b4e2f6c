using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>How often anybody viewed, saved, carted and bought in the item's category.</summary>
public sealed class CategoryCounts : IDescribed<FeatureCard>, IFeature
{
    private readonly GrowingArray<KindCounts> _counts = new();

    private CategoryCounts()
    {
    }

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new("category-counts", KindCounts.Columns("category", "of this category", "此类目的"), _ => new CategoryCounts()) { IsOfItem = true };

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened)
    {
        if (happened.Category >= 0)
            _counts.At(happened.Category).Add(happened.Kind);
    }

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output) => _counts.Read(asOf.Category).Write(output);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer) => writer.Array(Card.Name, _counts.Values);

    /// <inheritdoc />
    public void Restore(IArtifactReader reader) => _counts.Restore(reader.Array<KindCounts>(Card.Name));
}
