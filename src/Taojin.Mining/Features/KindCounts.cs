using Taojin.Data;

namespace Taojin.Mining.Features;

/// <summary>Views, favorites, carts and purchases of one thing.</summary>
internal struct KindCounts
{
    public int Views, Favorites, Carts, Purchases;

    public void Add(EventKind kind)
    {
        switch (kind)
        {
            case EventKind.View:
                Views++;
                break;
            case EventKind.Favorite:
                Favorites++;
                break;
            case EventKind.Cart:
                Carts++;
                break;
            case EventKind.Purchase:
                Purchases++;
                break;
        }
    }

    public readonly void Write(Span<float> output) => (output[0], output[1], output[2], output[3]) = (Views, Favorites, Carts, Purchases);

    public static FeatureColumn[] Columns(string prefix, string whose, string whoseZh) =>
    [
        new($"{prefix}_views", "events", $"views {whose}", $"{whoseZh}浏览次数"),
        new($"{prefix}_favorites", "events", $"favorites {whose}", $"{whoseZh}收藏次数"),
        new($"{prefix}_carts", "events", $"carts {whose}", $"{whoseZh}加购次数"),
        new($"{prefix}_purchases", "events", $"purchases {whose}", $"{whoseZh}购买次数"),
    ];
}
