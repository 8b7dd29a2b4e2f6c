using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Testing.Around;

/// <summary>What the users of a generated shop do with a list that they are shown: they look at what they like, and buy some of it.</summary>
public static class GeneratedVisits
{
    private const double BuysOfSeen = 0.15;

    /// <summary>What a user does, in order.</summary>
    /// <param name="shop">The shop, whose truth says what the user likes.</param>
    /// <param name="userId">The user.</param>
    /// <param name="items">Ids of what is shown, the first place first.</param>
    public static IEnumerable<(string ItemId, EventKind Kind, float Price)> Of(GeneratedShop shop, string userId, IReadOnlyList<string> items)
    {
        var (log, user) = (shop.Log, shop.Log.Users.IndexOf(userId));
        var chance = SplitMix64.Stream(shop.Seed, "visits", user);
        for (var place = 0; place < items.Count; place++)
        {
            var item = log.Items.Ids.IndexOf(items[place]);
            if (chance.NextDouble() >= 0.3 / (1 + place) / (1 + Math.Exp(1 - shop.TrueAffinity(user, item))))
                continue;
            yield return (items[place], EventKind.View, log.Items.PriceOf(item));
            if (chance.NextDouble() < BuysOfSeen)
                yield return (items[place], EventKind.Purchase, log.Items.PriceOf(item));
        }
    }
}
