using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>How long ago the user first and last touched the item, and last saved, carted and bought it.</summary>
public sealed class PairRecency : IDescribed<FeatureCard>, IFeature
{
    private readonly GrowingArray<Times> _times = new();

    private PairRecency()
    {
    }

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new(
        "pair-recency",
        [
            new("pair_hours_since_touch", "hours", "hours since the user last touched the item", "距上次接触此商品的小时数", float.NaN),
            new("pair_hours_since_first", "hours", "hours since the user first touched the item", "距首次接触此商品的小时数", float.NaN),
            new("pair_hours_since_favorite", "hours", "hours since the user saved the item", "距收藏此商品的小时数", float.NaN),
            new("pair_hours_since_cart", "hours", "hours since the user put the item into the cart", "距加购此商品的小时数", float.NaN),
            new("pair_hours_since_purchase", "hours", "hours since the user bought the item", "距购买此商品的小时数", float.NaN),
        ],
        _ => new PairRecency()) { Scope = FeatureScope.User };

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened)
    {
        if (happened.Pair < 0 || happened.Kind == EventKind.Shown)
            return;
        ref var times = ref _times.At(happened.Pair);
        times.Last = Clock.Second(happened.Time);
        if (times.First == Clock.Never)
            times.First = times.Last;
        switch (happened.Kind)
        {
            case EventKind.Favorite:
                times.Favorite = times.Last;
                break;
            case EventKind.Cart:
                times.Cart = times.Last;
                break;
            case EventKind.Purchase:
                times.Purchase = times.Last;
                break;
        }
    }

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output)
    {
        var (times, now) = (_times.Read(asOf.Pair), Clock.Second(asOf.Time));
        output[0] = Clock.HoursSince(times.Last, now);
        output[1] = Clock.HoursSince(times.First, now);
        output[2] = Clock.HoursSince(times.Favorite, now);
        output[3] = Clock.HoursSince(times.Cart, now);
        output[4] = Clock.HoursSince(times.Purchase, now);
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer) => writer.Array(Card.Name, _times.Values);

    /// <inheritdoc />
    public void Restore(IArtifactReader reader) => _times.Restore(reader.Array<Times>(Card.Name));

    private struct Times
    {
        public uint First, Last, Favorite, Cart, Purchase;
    }
}
