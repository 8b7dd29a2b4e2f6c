using System.Globalization;
using Taojin.Mining.Insights;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Opportunities;

/// <summary>A search as people make it.</summary>
/// <param name="Query">Its words.</param>
/// <param name="People">Who made it.</param>
/// <param name="Buyers">Those of them who bought anything within a day.</param>
public readonly record struct SearchedWords(string Query, int People, int Buyers);

/// <summary>Searches after which fewer buy than after others.</summary>
public static class UnansweredSearches
{
    private const int LeastPeople = 20;
    private const double Rate = 0.05;

    /// <summary>Findings at a false discovery rate of 5 %.</summary>
    public static IReadOnlyList<Finding> Of(IReadOnlyList<SearchedWords> searches)
    {
        var (people, buyers) = (searches.Sum(each => (double)each.People), searches.Sum(each => (double)each.Buyers));
        var usual = people > 0 ? buyers / people : 0;
        var tested = searches.Where(each => each.People >= LeastPeople).ToArray();
        if (usual <= 0 || tested.Length == 0)
            return [];
        var told = Proportion.Discoveries([.. tested.Select(each => Proportion.TwoSided((each.Buyers - (each.People * usual)) / Math.Sqrt(each.People * usual * (1 - usual))))], Rate);
        return [.. tested.Where((each, place) => told[place] && each.Buyers < each.People * usual).Select(each => Told(each, usual)).OrderByDescending(finding => finding.Weight)];
    }

    private static Finding Told(SearchedWords search, double usual)
    {
        var ((low, high), share) = (Proportion.Interval(search.Buyers, search.People), (double)search.Buyers / search.People);
        string Percent(double value) => value.ToString("0.0%", CultureInfo.InvariantCulture);
        return new()
        {
            Kind = "unanswered-search",
            Subject = search.Query,
            Claim = $"{search.People} people searched for “{search.Query}”; {Percent(share)} ({Percent(low)}–{Percent(high)}) bought anything within a day, after other searches {Percent(usual)}.",
            ClaimZh = $"{search.People} 人搜索“{search.Query}”；一天内购买的占 {Percent(share)}（{Percent(low)}–{Percent(high)}），其他搜索为 {Percent(usual)}。",
            Figures = [new("bought within a day", "一天内购买", share, "share") { Low = low, High = high }, new("after other searches", "其他搜索", usual, "share"), new("people", "人数", search.People, "count")],
            Action = "See what the search shows. If the shop has such goods, add the words to their titles; if not, consider stocking them.",
            ActionZh = "查看该搜索的结果：若有此类商品，把关键词写入标题；若没有，考虑引进。",
            Check = "The share of searchers who buy, four weeks after the change.",
            CheckZh = "改动四周后，搜索者的购买比例。",
            Weight = (search.People * usual) - search.Buyers,
        };
    }
}
