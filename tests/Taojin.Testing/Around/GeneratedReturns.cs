using System.Globalization;
using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Testing.Around;

/// <summary>What comes back of the purchases of a generated shop, and why.</summary>
/// <remarks>Two in five pieces of clothing, one in four of electronics, few of the rest; some users send back three times as often as others. Of the garment that is bought most three in five come back: it runs small.</remarks>
internal sealed class GeneratedReturns
{
    private static readonly string[] Small = ["尺码偏小，肩膀勒", "too small, had to size up", "袖子太短", "runs small around the waist"];
    private static readonly string[] Other = ["色差大，和图片不一样", "changed my mind", "质量差，开线了", "arrived broken", "不想要了", "stopped working after a day", "发错颜色", "too large for me", "尺码偏小", "delivery took too long"];
    private readonly Dictionary<int, (Instant Time, string Reason)> _byPurchase = [];

    private GeneratedReturns()
    {
    }

    /// <summary>Whether what was bought at a place of the log came back.</summary>
    public bool CameBack(int purchase) => _byPurchase.ContainsKey(purchase);

    /// <summary>Decides by chance what comes back.</summary>
    public static GeneratedReturns Of(GeneratedShop shop)
    {
        var (log, all) = (shop.Log, new GeneratedReturns());
        int[] purchases = [.. Enumerable.Range(0, log.Count).Where(place => log.Kind[place] == EventKind.Purchase)];
        var tight = purchases.Select(place => log.Item[place]).Where(item => KindOf(log, item).StartsWith("服饰", StringComparison.Ordinal)).CountBy(item => item).OrderByDescending(each => each.Value).ThenBy(each => each.Key).First().Key;
        foreach (var place in purchases)
        {
            var chance = SplitMix64.Stream(shop.Seed, "returns", place);
            var time = log.Time[place] + TimeSpan.FromMinutes(Math.Floor((0.3 + (0.9 * chance.NextExponential())) * 24 * 60));
            var isTight = log.Item[place] == tight;
            if (time < log.End && chance.NextDouble() < (isTight ? 0.6 : Share(KindOf(log, log.Item[place])) * (SplitMix64.Stream(shop.Seed, "returns/user", log.User[place]).NextDouble() < 0.3 ? 1.8 : 0.6)))
                all._byPurchase[place] = (time, (isTight ? Small : Other) is var words ? words[chance.NextInt32(words.Length)] : "");
        }
        return all;
    }

    /// <summary>Writes user_id, item_id, kind, time, price, quantity, reason.</summary>
    public void Write(GeneratedShop shop, TextWriter writer)
    {
        var log = shop.Log;
        writer.Write("user_id,item_id,kind,time,price,quantity,reason\n");
        foreach (var (place, (time, reason)) in _byPurchase.OrderBy(each => each.Value.Time))
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{log.Users.IdAt(log.User[place])},{log.Items.Ids.IdAt(log.Item[place])},return,{time},{log[place].Price:0.##},{log[place].Quantity:0},\"{reason}\"\n"));
    }

    private static string KindOf(ShopLog log, int item) => log.Items.Categories.IdAt(log.Items.Category[item]);

    private static double Share(string category) => category[..2] switch { "服饰" => 0.4, "数码" => 0.25, "家居" => 0.15, _ => 0.06 };
}
