using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>What the user wants and has not bought: carts and favorites left open, views since the last purchase, interest that fades.</summary>
public sealed class PairIntent : IDescribed<FeatureCard>, IFeature
{
    private const float CartWeight = 3, FavoriteWeight = 2;
    private static readonly Decay Slow = new(halfLifeHours: 24);
    private static readonly Decay Fast = new(halfLifeHours: 4);
    private readonly GrowingArray<Intent> _intents = new();

    private PairIntent()
    {
    }

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new(
        "pair-intent",
        [
            new("pair_open_cart", "0 or 1", "the item is in the cart and not bought since", "已加购但尚未购买"),
            new("pair_open_favorite", "0 or 1", "the item is saved and not bought since", "已收藏但尚未购买"),
            new("pair_views_since_purchase", "events", "views of the item since it was bought last", "上次购买后对此商品的浏览次数"),
            new("pair_interest_day", "weighted events", "interest in the item, halved each day", "对此商品的兴趣（每天减半）"),
            new("pair_interest_hours", "weighted events", "interest in the item, halved every four hours", "对此商品的兴趣（每四小时减半）"),
        ],
        _ => new PairIntent()) { Scope = FeatureScope.User };

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened)
    {
        if (happened.Pair < 0)
            return;
        ref var intent = ref _intents.At(happened.Pair);
        var weight = 0f;
        switch (happened.Kind)
        {
            case EventKind.View:
                (intent.Views, weight) = (intent.Views + 1, 1);
                break;
            case EventKind.Favorite:
                (intent.HasFavorite, weight) = (1, FavoriteWeight);
                break;
            case EventKind.Cart:
                (intent.HasCart, weight) = (1, CartWeight);
                break;
            case EventKind.Purchase:
                intent = default;
                break;
        }
        if (weight == 0)
            return;
        var second = Clock.Second(happened.Time);
        intent.Day.Add(weight, second, Slow);
        intent.Hours.Add(weight, second, Fast);
    }

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output)
    {
        var (intent, now) = (_intents.Read(asOf.Pair), Clock.Second(asOf.Time));
        (output[0], output[1], output[2]) = (intent.HasCart, intent.HasFavorite, intent.Views);
        (output[3], output[4]) = (intent.Day.At(now, Slow), intent.Hours.At(now, Fast));
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer) => writer.Array(Card.Name, _intents.Values);

    /// <inheritdoc />
    public void Restore(IArtifactReader reader) => _intents.Restore(reader.Array<Intent>(Card.Name));

    private struct Intent
    {
        public DecayedCount Day, Hours;
        public int Views;
        public byte HasCart, HasFavorite;
    }
}
