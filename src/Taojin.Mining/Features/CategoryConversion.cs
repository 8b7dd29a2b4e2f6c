using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>How often a view of the category leads to a cart or a purchase, smoothed.</summary>
public sealed class CategoryConversion : IDescribed<FeatureCard>, IFeature
{
    private readonly GrowingArray<Conversion> _rates = new();

    private CategoryConversion()
    {
    }

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new(
        "category-conversion",
        [
            new("category_purchases_per_view", "share", "purchases per view of the category (smoothed)", "此类目每次浏览的购买率（平滑）", Conversion.PurchasePrior),
            new("category_carts_per_view", "share", "carts per view of the category (smoothed)", "此类目每次浏览的加购率（平滑）", Conversion.CartPrior),
        ],
        _ => new CategoryConversion()) { IsOfItem = true };

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened)
    {
        if (happened.Category >= 0)
            _rates.At(happened.Category).Add(happened.Kind);
    }

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output)
    {
        var rates = _rates.Read(asOf.Category);
        (output[0], output[1]) = (rates.PurchasesPerView, rates.CartsPerView);
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer) => writer.Array(Card.Name, _rates.Values);

    /// <inheritdoc />
    public void Restore(IArtifactReader reader) => _rates.Restore(reader.Array<Conversion>(Card.Name));
}
