using System.Globalization;
using System.Text.Json;
using Taojin.Numerics;

namespace Taojin.Testing.Around;

/// <summary>Messages of the customers of a generated shop: older ones whose intent people gave, and new ones that nobody has read, of which some are of no known intent.</summary>
public static class GeneratedMessages
{
    private const int Labelled = 160, Fresh = 16;

    private static readonly (string Intent, string Queue, string[] Words)[] Wants =
    [
        ("refund", "after-sales", ["退款什么时候到账？订单 {0}", "I sent order {0} back, when do I get my money?", "订单 {0} 申请退款三天了还没到", "please refund order {0}"]),
        ("delivery", "logistics", ["订单 {0} 的快递到哪里了？", "where is my parcel, order {0}?", "订单 {0} 物流两天没有更新", "the courier has not come, tracking of {0} please"]),
        ("invoice", "finance", ["订单 {0} 请开发票，公司抬头", "I need a VAT invoice for order {0}", "发票抬头写错了，订单 {0}", "please send the invoice of {0} again"]),
        ("size", "presale", ["身高 170 体重 {0} 斤穿什么尺码？", "which size fits 170 cm, {0} lb?", "这件外套偏大还是偏小？腰围 {0}", "does the jacket run small? waist {0}"]),
    ];
    private static readonly string[] Strange = ["你们招兼职吗？", "can my class visit your warehouse?", "我想和老板谈合作", "do you sponsor football clubs?"];

    /// <summary>Lines of <c>service load --messages</c>.</summary>
    public static IEnumerable<string> Lines(GeneratedShop shop)
    {
        var (log, chance) = (shop.Log, SplitMix64.Stream(shop.Seed, "messages"));
        for (var nth = 0; nth < Labelled + Fresh; nth++)
        {
            var (intent, queue, words) = Wants[nth % Wants.Length];
            var isFresh = nth >= Labelled;
            var text = isFresh && nth % 4 == 3 ? Strange[nth / 4 % Strange.Length] : string.Format(CultureInfo.InvariantCulture, words[chance.NextInt32(words.Length)], 100 + chance.NextInt32(80));
            var time = log.End - TimeSpan.FromMinutes(isFresh ? 90 * (Labelled + Fresh - nth) : 2000 + (100 * (Labelled - nth)));
            yield return JsonSerializer.Serialize(new
            {
                message_id = $"message-{nth}", text, time = time.ToDateTimeOffset(), user_id = log.Users.IdAt(chance.NextInt32(log.Users.Count)), intent = isFresh ? null : intent, queue = isFresh ? null : queue,
            });
        }
    }
}
