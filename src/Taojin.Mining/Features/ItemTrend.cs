using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>What the item gets of late: views and purchases that fade, and how long nobody has bought it.</summary>
public sealed class ItemTrend : IDescribed<FeatureCard>, IFeature
{
    private static readonly Decay Day = new(halfLifeHours: 24);
    private readonly GrowingArray<Trend> _trends = new();

    private ItemTrend()
    {
    }

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new(
        "item-trend",
        [
            new("item_views_day", "events", "views of the item, halved each day", "此商品的近期浏览（每天减半）"),
            new("item_purchases_day", "events", "purchases of the item, halved each day", "此商品的近期购买（每天减半）"),
            new("item_hours_since_purchase", "hours", "hours since anybody bought the item", "距此商品上次售出的小时数", float.NaN),
        ],
        _ => new ItemTrend()) { IsOfItem = true };

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened)
    {
        if (happened.Item < 0 || happened.Kind is not (EventKind.View or EventKind.Purchase))
            return;
        ref var trend = ref _trends.At(happened.Item);
        var second = Clock.Second(happened.Time);
        if (happened.Kind == EventKind.View)
        {
            trend.Views.Add(1, second, Day);
            return;
        }
        trend.Purchases.Add(1, second, Day);
        trend.LastPurchase = second;
    }

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output)
    {
        var (trend, now) = (_trends.Read(asOf.Item), Clock.Second(asOf.Time));
        (output[0], output[1], output[2]) = (trend.Views.At(now, Day), trend.Purchases.At(now, Day), Clock.HoursSince(trend.LastPurchase, now));
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer) => writer.Array(Card.Name, _trends.Values);

    /// <inheritdoc />
    public void Restore(IArtifactReader reader) => _trends.Restore(reader.Array<Trend>(Card.Name));

    private struct Trend
    {
        public DecayedCount Views, Purchases;
        public uint LastPurchase;
    }
}
