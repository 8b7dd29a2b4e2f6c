using Taojin.Data;

namespace Taojin.Mining.Learning;

/// <summary>Something that a model needs of the data; the readiness table compares it with what is there.</summary>
/// <param name="What">What is counted, in English, such as <c>purchases</c>.</param>
/// <param name="WhatZh">The same in Chinese.</param>
/// <param name="Needed">The least that the model can work with.</param>
/// <param name="Found">Counts it.</param>
public sealed record DataNeed(string What, string WhatZh, long Needed, Func<DataQuality, long> Found)
{
    /// <summary>Users with events.</summary>
    public static DataNeed Users(long needed) => new("users", "用户", needed, quality => quality.Users);

    /// <summary>Items with events.</summary>
    public static DataNeed Items(long needed) => new("items", "商品", needed, quality => quality.Items);

    /// <summary>Different pairs of user and item.</summary>
    public static DataNeed Pairs(long needed) => new("user-item pairs", "用户-商品对", needed, quality => quality.Pairs);

    /// <summary>Purchases of items that the user had touched before.</summary>
    public static DataNeed ForeseeablePurchases(long needed) =>
        new("purchases of items touched before", "购买前有过接触的购买", needed, quality => quality.ForeseeablePurchases);

    /// <summary>Events of any kind.</summary>
    public static DataNeed Events(long needed) => new("events", "事件", needed, quality => quality.Events);

    /// <summary>Items with events that have a title.</summary>
    public static DataNeed TitledItems(long needed) => new("items with a title", "有标题的商品", needed, quality => (long)Math.Round(quality.TitleShare * quality.Items));

    /// <summary>Items with events that have a picture.</summary>
    public static DataNeed PicturedItems(long needed) => new("items with a picture", "有图片的商品", needed, quality => (long)Math.Round(quality.ImageShare * quality.Items));

    /// <summary>Ratings.</summary>
    public static DataNeed Ratings(long needed) => new("ratings", "评分", needed, quality => quality.Of(EventKind.Rate));
}
