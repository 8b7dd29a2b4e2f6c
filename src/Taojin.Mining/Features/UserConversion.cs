using Taojin.Mining.Learning;

namespace Taojin.Mining.Features;

/// <summary>How many items the user touches, and how readily touching leads to buying.</summary>
public sealed class UserConversion : IDescribed<FeatureCard>, IFeature
{
    private readonly TouchedAndBought _pairs = new();

    private UserConversion()
    {
    }

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new(
        "user-conversion",
        [
            new("user_items", "items", "different items the user touched", "该用户接触过的商品数"),
            new("user_items_bought", "items", "different items the user bought", "该用户购买过的商品数"),
            new("user_buys_of_touched", "share", "share of touched items that the user buys (smoothed)", "该用户接触商品后的购买比例（平滑）", TouchedAndBought.PriorShare),
        ],
        _ => new UserConversion()) { Scope = FeatureScope.User };

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened) => _pairs.Observe(happened, happened.User);

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output) => _pairs.Write(asOf.User, output);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer) => _pairs.Save(writer, Card.Name);

    /// <inheritdoc />
    public void Restore(IArtifactReader reader) => _pairs.Restore(reader, Card.Name);
}
