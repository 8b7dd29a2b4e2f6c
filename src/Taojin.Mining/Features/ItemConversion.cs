using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>How often a view of the item leads to a cart or a purchase, smoothed.</summary>
public sealed class ItemConversion : IDescribed<FeatureCard>, IFeature
{
    private readonly GrowingArray<Conversion> _rates = new();

    private ItemConversion()
    {
    }

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new(
        "item-conversion",
        [
            new("item_purchases_per_view", "share", "purchases per view of the item (smoothed)", "此商品每次浏览的购买率（平滑）", Conversion.PurchasePrior),
            new("item_carts_per_view", "share", "carts per view of the item (smoothed)", "此商品每次浏览的加购率（平滑）", Conversion.CartPrior),
        ],
        _ => new ItemConversion()) { IsOfItem = true };

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened)
    {
        if (happened.Item >= 0)
            _rates.At(happened.Item).Add(happened.Kind);
    }

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output)
    {
        var rates = _rates.Read(asOf.Item);
        (output[0], output[1]) = (rates.PurchasesPerView, rates.CartsPerView);
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer) => writer.Array(Card.Name, _rates.Values);

    /// <inheritdoc />
    public void Restore(IArtifactReader reader) => _rates.Restore(reader.Array<Conversion>(Card.Name));
}
