using Taojin.Mining.Learning;

namespace Taojin.Mining.Features;

/// <summary>How many users touch the item, and how readily touching leads to buying.</summary>
public sealed class ItemAudience : IDescribed<FeatureCard>, IFeature
{
    private readonly TouchedAndBought _pairs = new();

    private ItemAudience()
    {
    }

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new(
        "item-audience",
        [
            new("item_users", "users", "different users who touched the item", "接触过此商品的用户数"),
            new("item_buyers", "users", "different users who bought the item", "购买过此商品的用户数"),
            new("item_bought_by_touching", "share", "share of users touching the item who buy it (smoothed)", "接触此商品后的购买比例（平滑）", TouchedAndBought.PriorShare),
        ],
        _ => new ItemAudience()) { IsOfItem = true };

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened) => _pairs.Observe(happened, happened.Item);

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output) => _pairs.Write(asOf.Item, output);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer) => _pairs.Save(writer, Card.Name);

    /// <inheritdoc />
    public void Restore(IArtifactReader reader) => _pairs.Restore(reader, Card.Name);
}
