using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Association;

namespace Taojin.Workflows.Marketing;

/// <summary>What is bought together, and which pairs are worth promoting.</summary>
public sealed class MarketBaskets(Mine mine)
{
    private const double Significant = 0.05;

    /// <summary>Mines the orders: by items, or by categories where asked for or where items say nothing.</summary>
    public BasketsResult Run(BasketsRequest request)
    {
        var orders = mine.Workspace.Trade.Orders();
        Needs.Orders(orders);
        var byItem = request.ByCategory == true ? null : Mined(orders, request, isCategory: false);
        return byItem is not null && (byItem.SignificantRules > 0 || request.ByCategory == false || orders.Items.Categories.Count == 0) ? byItem : Mined(orders, request.ByCategory == true ? request : Coarser(request, orders), isCategory: true);
    }

    /// <summary>Small baskets hold few pairs: where items say nothing, weaker rules of categories are asked for, of at least twenty baskets.</summary>
    private static BasketsRequest Coarser(BasketsRequest request, OrderLog orders) =>
        request with { MinSupport = Math.Clamp(20.0 / orders.Count, request.MinSupport / 4, 1), MinConfidence = request.MinConfidence / 4 };

    private BasketsResult Mined(OrderLog orders, BasketsRequest request, bool isCategory)
    {
        var baskets = isCategory ? Baskets.OfCategories(orders) : Baskets.Of(orders);
        var sets = mine.Algorithms.Estimator<Baskets, Itemsets>("frequent-itemsets", new FrequentItemsetsOptions { MinSupport = request.MinSupport, MostItems = request.MostItems }).Fit(baskets, new FitContext());
        var rules = AssociationRules.Of(sets, request.MinConfidence);
        string Name(int member) => isCategory ? orders.Items.Categories.IdAt(member) : orders.Items.NameOf(member).Trim();
        return new()
        {
            AsOf = orders.End, Baskets = baskets.Count, IsByCategory = isCategory, Itemsets = sets.Count, Closed = sets.Closed().Count(each => each), Maximal = sets.Maximal().Count(each => each),
            MinSupport = request.MinSupport, MinConfidence = request.MinConfidence, Rules = rules.Count, SignificantRules = rules.Count(rule => rule.Adjusted < Significant),
            Assumed = request.Assumed, KnowsCosts = orders.Items.Cost.Length > 0,
            Top = [.. rules.Where(rule => rule.Adjusted < Significant && rule.Lift > 1).GroupBy(SetOf).Select(same => same.MaxBy(rule => rule.Confidence)!).OrderByDescending(rule => rule.Leverage).Take(request.Listed).Select(rule => Row(rule, Name))],
            Bundles = orders.HasPrices && !isCategory ? [.. Mining.Marketing.Association.Bundles.Of(sets, orders, request.Assumed, request.Listed).Select(bundle => Row(bundle, orders))] : [],
            All = () => rules.Select(rule => Row(rule, Name)),
        };
    }

    /// <summary>Rules of the same items say the same one way or the other.</summary>
    private static string SetOf(AssociationRule rule) => string.Join(' ', rule.If.Append(rule.Then).Order());

    private static RuleRow Row(AssociationRule rule, Func<int, string> name) => new([.. rule.If.Select(name)], name(rule.Then), rule.Count)
    {
        Support = rule.Support, Confidence = rule.Confidence, Lift = rule.Lift, Leverage = rule.Leverage,
        Conviction = double.IsInfinity(rule.Conviction) ? null : rule.Conviction, PValue = rule.PValue, Adjusted = rule.Adjusted,
    };

    private static BundleRow Row(Bundle bundle, OrderLog orders) => new(orders.Items.NameOf(bundle.First), orders.Items.NameOf(bundle.Second), bundle.Together, bundle.Either)
    {
        ItemIds = [orders.Items.Ids.IdAt(bundle.First), orders.Items.Ids.IdAt(bundle.Second)],
        Lift = bundle.Lift, Anyway = bundle.Anyway.Share, AnywayLow = bundle.Anyway.Low, AnywayHigh = bundle.Anyway.High,
        Price = bundle.Price, Margin = bundle.Margin, Discount = bundle.Discount, BreakEven = bundle.BreakEven, Gain = bundle.Gain,
    };
}

/// <summary>How baskets are mined.</summary>
public sealed record BasketsRequest
{
    /// <summary>Least share of baskets.</summary>
    public double MinSupport { get; init; } = 0.002;

    /// <summary>Least confidence of a rule.</summary>
    public double MinConfidence { get; init; } = 0.2;

    /// <summary>Most items of a set.</summary>
    public int MostItems { get; init; } = 4;

    /// <summary>Whether categories take the place of items; null lets the data tell.</summary>
    public bool? ByCategory { get; init; }

    /// <summary>Rules and bundles that are shown.</summary>
    public int Listed { get; init; } = 20;

    /// <summary>What is assumed of bundles.</summary>
    public BundleAssumptions Assumed { get; init; } = new();
}

/// <summary>A rule with names.</summary>
/// <param name="If">Who has these,</param>
/// <param name="Then">also has this.</param>
/// <param name="Count">Baskets with all of them.</param>
public sealed record RuleRow(IReadOnlyList<string> If, string Then, int Count)
{
    /// <summary>Share of all baskets.</summary>
    public required double Support { get; init; }

    /// <summary>Share of the baskets with the left side that hold the right side.</summary>
    public required double Confidence { get; init; }

    /// <summary>Confidence against what chance gives.</summary>
    public required double Lift { get; init; }

    /// <summary>Support beyond what chance gives.</summary>
    public required double Leverage { get; init; }

    /// <summary>How much oftener the rule would fail by chance; null when it never fails.</summary>
    public double? Conviction { get; init; }

    /// <summary>Chance of so many by accident.</summary>
    public required double PValue { get; init; }

    /// <summary>The same, corrected for all rules.</summary>
    public required double Adjusted { get; init; }
}

/// <summary>A bundle with names; figures as of <see cref="Bundle"/>.</summary>
/// <param name="First">Name of the one item.</param>
/// <param name="Second">Name of the other.</param>
/// <param name="Together">Baskets with both.</param>
/// <param name="Either">Baskets with exactly one.</param>
public sealed record BundleRow(string First, string Second, int Together, int Either)
{
    /// <summary>Ids of both items.</summary>
    public required IReadOnlyList<string> ItemIds { get; init; }

    /// <summary>How much oftener together than by chance.</summary>
    public required double Lift { get; init; }

    /// <summary>Share of the rarer item's baskets that hold the other anyway.</summary>
    public required double Anyway { get; init; }

    /// <summary>Lower end of its 95 % interval.</summary>
    public required double AnywayLow { get; init; }

    /// <summary>Upper end.</summary>
    public required double AnywayHigh { get; init; }

    /// <summary>Price of both.</summary>
    public required double Price { get; init; }

    /// <summary>Margin of both before the discount.</summary>
    public required double Margin { get; init; }

    /// <summary>The discount in money.</summary>
    public required double Discount { get; init; }

    /// <summary>Share of the single baskets that must be won for the discount to pay.</summary>
    public required double BreakEven { get; init; }

    /// <summary>Profit over the log's span at the assumed share.</summary>
    public required double Gain { get; init; }
}

/// <summary>What is bought together.</summary>
public sealed record BasketsResult
{
    /// <summary>The last thing bought or sent back.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>Orders that were counted.</summary>
    public required int Baskets { get; init; }

    /// <summary>Whether the members of baskets are categories, because items alone say nothing or because it was asked for.</summary>
    public required bool IsByCategory { get; init; }

    /// <summary>Frequent itemsets.</summary>
    public required int Itemsets { get; init; }

    /// <summary>Closed ones among them.</summary>
    public required int Closed { get; init; }

    /// <summary>Maximal ones among them.</summary>
    public required int Maximal { get; init; }

    /// <summary>Least share of baskets.</summary>
    public required double MinSupport { get; init; }

    /// <summary>Least confidence.</summary>
    public required double MinConfidence { get; init; }

    /// <summary>Rules of enough confidence.</summary>
    public required int Rules { get; init; }

    /// <summary>Rules that stay after the correction for all that could have been found.</summary>
    public required int SignificantRules { get; init; }

    /// <summary>What is assumed of bundles.</summary>
    public required BundleAssumptions Assumed { get; init; }

    /// <summary>Whether the catalogue knows what items cost; else the assumed margin stands for it.</summary>
    public required bool KnowsCosts { get; init; }

    /// <summary>Significant rules that say most.</summary>
    public required IReadOnlyList<RuleRow> Top { get; init; }

    /// <summary>Pairs worth promoting, the greatest gain first.</summary>
    public required IReadOnlyList<BundleRow> Bundles { get; init; }

    /// <summary>All rules, for export.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Func<IEnumerable<RuleRow>> All { get; init; } = () => [];
}
