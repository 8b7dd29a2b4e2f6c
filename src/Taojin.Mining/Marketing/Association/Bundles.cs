using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Association;

/// <summary>Two items to be offered together.</summary>
/// <param name="First">Index of the one.</param>
/// <param name="Second">Index of the other.</param>
/// <param name="Together">Baskets with both.</param>
/// <param name="Either">Baskets with exactly one: whom the offer could win.</param>
public sealed record Bundle(int First, int Second, int Together, int Either)
{
    /// <summary>How much oftener both are bought together than by chance.</summary>
    public required double Lift { get; init; }

    /// <summary>Chance of that by accident, corrected for all rules.</summary>
    public required double Adjusted { get; init; }

    /// <summary>Of the baskets with the rarer item, those that hold the other anyway; with 95 % interval.</summary>
    public required (double Share, double Low, double High) Anyway { get; init; }

    /// <summary>Price of both together, by the median paid.</summary>
    public required double Price { get; init; }

    /// <summary>Margin of both together without a discount.</summary>
    public required double Margin { get; init; }

    /// <summary>Discount on the bundle that the plan assumes, in money.</summary>
    public required double Discount { get; init; }

    /// <summary>Baskets of one item that must become bundles for the discount to pay, as a share of <see cref="Either"/>.</summary>
    public double BreakEven { get; init; }

    /// <summary>Profit over the log's span if the assumed share of <see cref="Either"/> is won.</summary>
    public double Gain { get; init; }
}

/// <summary>What is assumed of a bundle; a plan states it.</summary>
public sealed record BundleAssumptions
{
    /// <summary>Discount on the price of both, a share.</summary>
    public double Discount { get; init; } = 0.1;

    /// <summary>Margin as a share of the price where no cost is known.</summary>
    public double Margin { get; init; } = 0.3;

    /// <summary>Share of the baskets with one item that the offer turns into bundles.</summary>
    public double Won { get; init; } = 0.1;

    /// <summary>Above this share of "bought together anyway" a discount would be given away.</summary>
    public double MostAnyway { get; init; } = 0.4;
}

/// <summary>Pairs worth promoting: they belong together beyond chance, are not already bought together anyway, and the margin carries the discount.</summary>
public static class Bundles
{
    private const double Significant = 0.01;
    private const int MostOfAnItem = 2;

    /// <summary>The best pairs by expected gain.</summary>
    public static IReadOnlyList<Bundle> Of(Itemsets sets, OrderLog orders, BundleAssumptions assumed, int most = 20)
    {
        var prices = MedianPrices.Of(orders);
        var taken = new Dictionary<int, int>();
        return [.. AssociationRules.Of(sets, 0).Where(rule => rule.If.Length == 1 && rule.If[0] < rule.Then && rule.Lift > 1 && rule.Adjusted < Significant && !IsHidden(orders, rule.If[0]) && !IsHidden(orders, rule.Then))
            .Select(rule => Judge(sets, rule, (prices, orders.Items), assumed)).Where(bundle => bundle is { Gain: > 0 } && bundle.Anyway.Share <= assumed.MostAnyway)
            .OrderByDescending(bundle => bundle.Gain).ThenBy(bundle => bundle.First)
            .Where(bundle => Take(taken, bundle.First) & Take(taken, bundle.Second)).Take(most)];
    }

    /// <summary>What must not be shown cannot be offered: postage, samples.</summary>
    private static bool IsHidden(OrderLog orders, int item) => item < orders.Items.Hidden.Length && orders.Items.Hidden[item];

    /// <summary>Whether an item may stand in one more bundle: a list of one item's bundles is one idea.</summary>
    private static bool Take(Dictionary<int, int> taken, int item) => (taken[item] = taken.GetValueOrDefault(item) + 1) <= MostOfAnItem;

    private static Bundle Judge(Itemsets sets, AssociationRule rule, (float[] Prices, Catalogue Items) money, BundleAssumptions assumed)
    {
        var (first, second) = (rule.If[0], rule.Then);
        var (left, right) = (sets.CountOf([first]), sets.CountOf([second]));
        var either = left + right - (2 * rule.Count);
        double MarginOf(int item) => float.IsNaN(money.Items.CostOf(item)) ? money.Prices[item] * assumed.Margin : money.Prices[item] - money.Items.CostOf(item);
        var price = (double)money.Prices[first] + money.Prices[second];
        var (margin, discount) = (MarginOf(first) + MarginOf(second), price * assumed.Discount);
        var gained = (margin / 2) - discount; // one of the two would have been bought anyway
        var (low, high) = Proportion.Interval(rule.Count, Math.Min(left, right));
        return new(first, second, rule.Count, either)
        {
            Lift = rule.Lift,
            Adjusted = rule.Adjusted,
            Anyway = ((double)rule.Count / Math.Min(left, right), low, high),
            Price = price,
            Margin = margin,
            Discount = discount,
            BreakEven = gained > 0 && either > 0 ? rule.Count * discount / gained / either : double.PositiveInfinity,
            Gain = double.IsNaN(price) ? double.NaN : (assumed.Won * either * gained) - (rule.Count * discount),
        };
    }
}

/// <summary>What is usually paid for a unit.</summary>
public static class MedianPrices
{
    /// <summary>Median over the lines of each item, NaN without a price, shape [items].</summary>
    public static float[] Of(OrderLog orders)
    {
        var prices = new List<float>?[orders.Items.Count];
        for (var line = 0; line < orders.Item.Length; line++)
            if (orders.Price[line] > 0)
                (prices[orders.Item[line]] ??= []).Add(orders.Price[line]);
        return [.. prices.Select(each => each is null ? float.NaN : each.Order().ElementAt(each.Count / 2))];
    }
}
