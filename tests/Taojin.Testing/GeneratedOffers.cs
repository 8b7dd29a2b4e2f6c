using Taojin.Mining.Marketing.Budget;
using Taojin.Numerics;

namespace Taojin.Testing;

/// <summary>Instances of a budget to be spent, as shops have them.</summary>
/// <remarks>
/// A user has a margin of exp(N(3, 0.8)) and a base probability of uniform² to buy; offer j (of 5 by default) costs 1 + 2·j on average, ±20 %, and lifts the
/// probability by an amount that grows with the offer and shrinks with it (dearer coupons work better, but less for the money), times a normal user taste that
/// may be negative. Profit = lift · margin − cost · (base + lift clipped to 0..1): a coupon is paid for when it is used, so that sure buyers are poor targets.
/// The budget takes the expected cost, cost · probability of use, and is a share of what would be spent without a budget.
/// </remarks>
public static class GeneratedOffers
{
    /// <summary>An instance; the same for the same seed on every machine.</summary>
    /// <param name="users">Users.</param>
    /// <param name="offers">Offers.</param>
    /// <param name="seed">Names all chance.</param>
    /// <param name="budgetShare">Budget, as a share of what free choice would spend.</param>
    public static OfferChoices Of(int users, int offers = 5, ulong seed = 1, double budgetShare = 0.3)
    {
        var (profit, cost, free) = (new double[users * offers], new double[users * offers], 0.0);
        for (var user = 0; user < users; user++)
        {
            var chance = SplitMix64.Stream(seed, "generated-offers", user);
            var (margin, likely, taste) = (Math.Exp(3 + (0.8 * chance.NextNormal())), chance.NextDouble(), 0.6 + (0.5 * chance.NextNormal()));
            var (best, bestCost) = (0.0, 0.0);
            for (var offer = 0; offer < offers; offer++)
            {
                var (value, lift) = (1 + (2 * offer * (0.8 + (0.4 * chance.NextDouble()))), taste * 0.15 * Math.Sqrt(offer + 1));
                var used = Math.Clamp((likely * likely) + lift, 0, 1);
                var cell = (user * offers) + offer;
                (cost[cell], profit[cell]) = (value * used, ((used - (likely * likely)) * margin) - (value * used));
                if (profit[cell] > best)
                    (best, bestCost) = (profit[cell], cost[cell]);
            }
            free += bestCost;
        }
        return new() { Users = users, Offers = offers, Profit = profit, Cost = cost, Budget = free * budgetShare };
    }
}
