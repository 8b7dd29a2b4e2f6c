using System.Globalization;
using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Testing.Around;

/// <summary>Reviews of what was bought in a generated shop, in Chinese and English: praise and blame of quality, size, delivery and the like.</summary>
internal static class GeneratedReviews
{
    private static readonly string[] Openings = ["", "第二次买了，", "after a week: ", "给家人买的，", "bought on sale: ", "用了三天，"];
    private static readonly string[] Praise = ["质量很好，物流很快", "great quality, arrived early", "颜色好看，性价比高", "very comfortable, love the colour", "包装很好，客服态度好", "good value, would buy again", "味道很香，推荐", "easy to use, works great"];
    private static readonly string[] Blame = ["质量差，和描述不符", "poor quality, very disappointed", "物流太慢，等了一周", "delivery was terrible", "包装破损，体验很差", "the colour looks cheap and ugly", "尺码偏小，不合身", "客服态度差，不推荐"];
    private static readonly string[] Fair = ["质量一般，物流很快", "quality is fine but delivery was slow", "颜色好看，尺码偏小", "good price, poor packaging"];

    /// <summary>Writes review_id, user_id, item_id, time, rating, text.</summary>
    public static void Write(GeneratedShop shop, GeneratedReturns back, TextWriter writer)
    {
        var log = shop.Log;
        int[] order = [.. Enumerable.Range(0, Praise.Length)];
        writer.Write("review_id,user_id,item_id,time,rating,text\n");
        for (var place = 0; place < log.Count; place++)
        {
            var chance = SplitMix64.Stream(shop.Seed, "reviews", place);
            var time = log.Time[place] + TimeSpan.FromMinutes(Math.Floor((0.8 + (2 * chance.NextDouble())) * 24 * 60));
            if (log.Kind[place] != EventKind.Purchase || time >= log.End || chance.NextDouble() > 0.25)
                continue;
            var rating = back.CameBack(place) ? 1 + chance.NextInt32(2) : 5 - (int)Math.Min(4, chance.NextExponential());
            var words = rating >= 4 ? Praise : rating <= 2 ? Blame : Fair;
            chance.Shuffle<int>(order);
            string[] said = [.. order.Where(each => each < words.Length).Take(3).Select(each => words[each])];
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"review-{place},{log.Users.IdAt(log.User[place])},{log.Items.Ids.IdAt(log.Item[place])},{time},{rating},\"{Openings[chance.NextInt32(Openings.Length)]}{string.Join('；', said)}\"\n"));
        }
    }
}
