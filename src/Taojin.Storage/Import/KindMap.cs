using System.Text;
using Taojin.Data;

namespace Taojin.Storage.Import;

/// <summary>What names of behaviour mean. Small: a dozen names, looked through in order, the exact spelling first.</summary>
internal sealed class KindMap
{
    private readonly List<(byte[] Name, EventKind Kind)> _names = [];

    /// <summary>An empty map, or one of the given names.</summary>
    public KindMap(params ReadOnlySpan<(string Name, EventKind Kind)> names)
    {
        foreach (var (name, kind) in names)
            _names.Add((Encoding.UTF8.GetBytes(name), kind));
    }

    /// <summary>Names that shops use for each kind; integer codes are not among them, they differ between sets.</summary>
    public static KindMap Common { get; } = new(
        ("view", EventKind.View), ("pv", EventKind.View), ("click", EventKind.View), ("page_view", EventKind.View), ("view_item", EventKind.View), ("detail", EventKind.View), ("浏览", EventKind.View), ("点击", EventKind.View), ("查看", EventKind.View),
        ("cart", EventKind.Cart), ("addtocart", EventKind.Cart), ("add_to_cart", EventKind.Cart), ("加购", EventKind.Cart), ("加入购物车", EventKind.Cart), ("加购物车", EventKind.Cart),
        ("purchase", EventKind.Purchase), ("buy", EventKind.Purchase), ("transaction", EventKind.Purchase), ("order", EventKind.Purchase), ("购买", EventKind.Purchase), ("下单", EventKind.Purchase), ("付款", EventKind.Purchase), ("成交", EventKind.Purchase),
        ("favorite", EventKind.Favorite), ("fav", EventKind.Favorite), ("favourite", EventKind.Favorite), ("collect", EventKind.Favorite), ("wishlist", EventKind.Favorite), ("add_to_wishlist", EventKind.Favorite), ("收藏", EventKind.Favorite), ("喜欢", EventKind.Favorite),
        ("shown", EventKind.Shown), ("impression", EventKind.Shown), ("search", EventKind.Search), ("搜索", EventKind.Search),
        ("return", EventKind.Return), ("refund", EventKind.Return), ("退货", EventKind.Return), ("退款", EventKind.Return), ("rate", EventKind.Rate), ("rating", EventKind.Rate), ("评分", EventKind.Rate), ("评价", EventKind.Rate), ("contact", EventKind.Contact), ("咨询", EventKind.Contact));

    /// <summary>All names and what they mean.</summary>
    public IReadOnlyDictionary<string, string> Named
    {
        get
        {
            var named = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, kind) in _names)
                named.TryAdd(Encoding.UTF8.GetString(name), kind.Name());
            return named;
        }
    }

    /// <summary>This map with others' names before its own.</summary>
    public KindMap With(IReadOnlyDictionary<string, EventKind> names)
    {
        if (names.Count == 0)
            return this;
        var map = new KindMap([.. names.Select(each => (each.Key, each.Value))]);
        map._names.AddRange(_names);
        return map;
    }

    /// <summary>The kind of a name; the case of letters matters only between two names that differ in nothing else.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out EventKind kind)
    {
        foreach (var (known, itsKind) in _names)
        {
            if (name.SequenceEqual(known))
            {
                kind = itsKind;
                return true;
            }
        }
        foreach (var (known, itsKind) in _names)
        {
            if (Ascii.EqualsIgnoreCase(name, known))
            {
                kind = itsKind;
                return true;
            }
        }
        kind = default;
        return false;
    }
}
