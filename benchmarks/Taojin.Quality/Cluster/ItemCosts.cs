using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Numerics;

namespace Taojin.Quality.Cluster;

/// <summary>What an item takes up on a server, by the difference between a shop of many items and one of few with as many events and users.</summary>
internal static class ItemCosts
{
    private const int Few = 2_000, Many = 20_000, Users = 20_000, Events = 200_000, Factors = 64;

    /// <summary>State of the features that need all users' events, with the item's id and category.</summary>
    public static double StateBytes() => Slope(items =>
    {
        var shop = new Catalogue { Ids = new() };
        for (var item = 0; item < items; item++)
            shop.Add($"商品{item}", $"类目{item % 40}");
        var replay = new FeatureReplay(shop, new FeatureSettings { Scope = FeatureScope.Shop });
        for (var number = 0; number < Events; number++)
            replay.Observe(new() { User = (int)(number * 7919L % Users), Item = (int)(number * 104_729L % items), Kind = number % 20 == 0 ? EventKind.Purchase : EventKind.View, Time = new(number * 1_000_000L), Price = float.NaN, Quantity = 1 });
        return (shop, replay);
    });

    /// <summary>Its vector, and the copy of a byte a factor by which lists are found.</summary>
    public static double VectorBytes() => Slope(items =>
    {
        var vectors = new DenseRows(items, Factors);
        for (var entry = 0; entry < vectors.Values.Length; entry++)
            vectors.Values[entry] = (entry * 31 % 97) - 48;
        return (vectors, new CoarseRows(vectors));
    });

    private static double Slope(Func<int, object> make) => (Held(make, Many) - Held(make, Few)) / (Many - Few);

    private static double Held(Func<int, object> make, int items)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var made = make(items);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(made);
        return held;
    }
}
