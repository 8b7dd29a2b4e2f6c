using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>The item's price, and where it stands among the prices that its category's events had.</summary>
public sealed class PricePosition : IDescribed<FeatureCard>, IFeature
{
    private readonly GrowingArray<Sums> _sums = new();
    private readonly GrowingArray<float> _last = new(float.NaN);

    private PricePosition()
    {
    }

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new(
        "price-position",
        [
            new("price", "currency", "price of the item", "商品价格", float.NaN),
            new("price_against_category", "log ratio", "price against the category's mean (log ratio)", "价格与类目均价之比（对数）", float.NaN),
        ],
        _ => new PricePosition()) { IsOfItem = true };

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened)
    {
        if (happened.Item < 0 || !(happened.Price > 0))
            return;
        _last.At(happened.Item) = happened.Price;
        if (happened.Category < 0)
            return;
        ref var sums = ref _sums.At(happened.Category);
        sums.Logs += Math.Log(happened.Price);
        sums.Count++;
    }

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output)
    {
        var last = _last.Read(asOf.Item);
        var price = float.IsNaN(last) ? asOf.Price : last;
        var sums = _sums.Read(asOf.Category);
        output[0] = price;
        output[1] = price > 0 && sums.Count > 0 ? (float)(Math.Log(price) - (sums.Logs / sums.Count)) : float.NaN;
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Array(Card.Name, _sums.Values);
        writer.Array($"{Card.Name}.last", _last.Values);
    }

    /// <inheritdoc />
    public void Restore(IArtifactReader reader)
    {
        _sums.Restore(reader.Array<Sums>(Card.Name));
        _last.Restore(reader.Array<float>($"{Card.Name}.last"));
    }

    private struct Sums
    {
        public double Logs;
        public long Count;
    }
}
