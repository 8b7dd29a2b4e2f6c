namespace Taojin.Mining.AfterSales.Signals;

/// <summary>Why customers send things back, in a few sorts.</summary>
public enum ReturnSort
{
    /// <summary>Too small, too tight, too short.</summary>
    TooSmall,

    /// <summary>Too large, too wide, too long.</summary>
    TooLarge,

    /// <summary>Broken on the way.</summary>
    Damaged,

    /// <summary>Faulty, poor quality.</summary>
    Faulty,

    /// <summary>Something else came, or not all.</summary>
    WrongGoods,

    /// <summary>Looks otherwise than was said.</summary>
    NotAsDescribed,

    /// <summary>Came too late.</summary>
    Late,

    /// <summary>Not wanted any more.</summary>
    ChangedMind,

    /// <summary>None of these.</summary>
    Other,
}

/// <summary>One sort of reason with how often it was given.</summary>
/// <param name="Sort">The sort.</param>
/// <param name="Count">How often.</param>
/// <param name="Share">Share of all reasons.</param>
/// <param name="Quotes">Customers' words, the latest first.</param>
public sealed record ReasonCount(ReturnSort Sort, int Count, double Share, IReadOnlyList<string> Quotes);

/// <summary>Sorts reasons by the words that customers use, in English and Chinese.</summary>
public static class ReturnReasons
{
    private const int QuotesShown = 3;

    /// <summary>In this order: what is said of the size wins over what follows from it.</summary>
    private static readonly (ReturnSort Sort, string[] Words)[] Signs =
    [
        (ReturnSort.TooSmall, ["too small", "runs small", "too tight", "too short", "too narrow", "size up", "small fit", "偏小", "太小", "小了", "太紧", "太短", "偏紧", "勒"]),
        (ReturnSort.TooLarge, ["too large", "too big", "runs large", "too loose", "too long", "too wide", "size down", "偏大", "太大", "大了", "太松", "太长", "宽松了"]),
        (ReturnSort.Damaged, ["damaged", "broken on arrival", "arrived broken", "crushed", "cracked", "smashed", "破损", "压坏", "碎了", "裂了", "摔坏"]),
        (ReturnSort.WrongGoods, ["wrong item", "wrong size sent", "wrong colour", "wrong color", "not what i ordered", "missing", "发错", "错发", "漏发", "少了", "不是我买"]),
        (ReturnSort.NotAsDescribed, ["not as described", "different from the picture", "colour is different", "color is different", "looks different", "描述不符", "色差", "与图片不", "不一样", "不符"]),
        (ReturnSort.Faulty, ["faulty", "defect", "does not work", "doesn't work", "stopped working", "poor quality", "bad quality", "fell apart", "broke", "质量差", "质量问题", "坏了", "故障", "不能用", "开线", "掉色", "次品"]),
        (ReturnSort.Late, ["too late", "late delivery", "took too long", "太慢", "太晚", "迟到", "等太久"]),
        (ReturnSort.ChangedMind, ["changed my mind", "no longer need", "don't need", "do not need", "don't like", "do not like", "ordered by mistake", "不想要", "不喜欢", "不需要", "拍错", "买错", "多拍"]),
    ];

    /// <summary>The sort of one reason.</summary>
    public static ReturnSort SortOf(string reason)
    {
        foreach (var (sort, words) in Signs)
            if (Array.Exists(words, word => reason.Contains(word, StringComparison.OrdinalIgnoreCase)))
                return sort;
        return ReturnSort.Other;
    }

    /// <summary>All reasons by sort, the most frequent first.</summary>
    /// <param name="reasons">Reasons, the latest first.</param>
    public static IReadOnlyList<ReasonCount> Count(IReadOnlyList<string> reasons) =>
    [
        .. reasons.GroupBy(SortOf).Select(group => new ReasonCount(group.Key, group.Count(), group.Count() / (double)reasons.Count, [.. group.Distinct(StringComparer.Ordinal).Take(QuotesShown)]))
            .OrderByDescending(each => each.Count).ThenBy(each => each.Sort),
    ];
}
