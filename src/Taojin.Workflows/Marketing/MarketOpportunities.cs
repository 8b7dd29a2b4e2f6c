using Taojin.Data;
using Taojin.Mining.Insights;
using Taojin.Mining.Marketing.Opportunities;
using Taojin.Storage.Privacy;

namespace Taojin.Workflows.Marketing;

/// <summary>What rises and falls, what is wanted and not bought, what wins against its like, where prices could move.</summary>
public sealed class MarketOpportunities(Mine mine)
{
    /// <summary>Findings of every kind, so many of each.</summary>
    public OpportunitiesResult Run(int ofEach = 5)
    {
        var orders = mine.Workspace.Trade.Orders();
        Needs.Orders(orders);
        var log = mine.LogFor(Purposes.Analytics);
        Finding[] all = [.. Trends.OfItems(orders), .. Trends.OfCategories(orders), .. UnmetDemand.Of(log), .. SoldOut.Of(log), .. UnansweredSearches.Of([.. mine.Workspace.Trade.Searches().Select(each => new SearchedWords(each.Query, each.People, each.Buyers))]), .. Substitutes.Of(orders), .. PricePosition.Of(orders, CurrencySign.Of(mine.Workspace.Settings.Currency))];
        return new()
        {
            AsOf = orders.End,
            Findings = [.. all.GroupBy(finding => finding.Kind).SelectMany(kind => kind.Take(ofEach))],
            Found = all.GroupBy(finding => finding.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).ToDictionary(kind => kind.Key, kind => kind.Count()),
            Missing = [.. Missing(orders, log)],
        };
    }

    private static IEnumerable<MissingData> Missing(OrderLog orders, ShopLog log)
    {
        if (!Trends.KnowsSeason(orders))
            yield return new("season", "Less than a year of orders and a quarter: a rise may be the season's. Import earlier orders.", "订单不足一年零一季度：上升可能只是季节因素。请导入更早的订单。");
        if (Array.IndexOf(log.Kind, EventKind.View) < 0)
            yield return new("views", "The log knows no views: what is wanted and not bought cannot be seen. Import views of items.", "日志没有浏览记录：看不出想买而未买的需求。请导入浏览事件。");
        if (Array.IndexOf(log.Kind, EventKind.Search) < 0)
            yield return new("searches", "The log knows no searches. Import them with their words.", "日志没有搜索记录。请导入搜索及其关键词。");
        if (orders.Items.Categories.Count == 0)
            yield return new("categories", "The catalogue knows no categories: substitutes and the place of a price cannot be told. Import the catalogue.", "商品目录没有类目：无法判断替代品与价格位置。请导入商品目录。");
    }
}

/// <summary>Something that could be told if the shop gave more data.</summary>
/// <param name="What">Such as <c>views</c>.</param>
/// <param name="Text">What is missing, why it matters, what to do.</param>
/// <param name="TextZh">The same in Chinese.</param>
public sealed record MissingData(string What, string Text, string TextZh);

/// <summary>Opportunities of a shop.</summary>
public sealed record OpportunitiesResult
{
    /// <summary>The last thing bought or sent back.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>The first of each kind.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>How many there are of each kind.</summary>
    public required IReadOnlyDictionary<string, int> Found { get; init; }

    /// <summary>What would be needed to find more.</summary>
    public required IReadOnlyList<MissingData> Missing { get; init; }
}
