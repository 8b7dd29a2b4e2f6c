using System.Globalization;
using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Testing.Around;

/// <summary>A campaign of a generated shop whose effect is known, and letters that reach people by four channels.</summary>
/// <remarks>
/// After a fifth of the log chance gives every user known by then nothing, a coupon of 5 or one of 10. Who did less than the median until then buys
/// within five days what they looked at last with an additional probability of 0.35 and 0.6; the others, who buy anyway, with 0.03. Letters are sent before purchases more often than elsewhere.
/// </remarks>
internal static class GeneratedCampaign
{
    private const string Id = "spring-coupon";

    private static readonly string[] Arms = ["control", "coupon-5", "coupon-10"];
    private static readonly double[] Effects = [0, 0.35, 0.6];
    private static readonly (string Campaign, string Channel, double Cost)[] Letters =
        [("newsletter", "email", 0.02), ("members-day", "短信 SMS", 0.08), ("back-in-stock", "push", 0.01), ("look-again", "ads", 0.3)];

    /// <summary>Writes campaign_id, title, channel, arms, offers, cost, starts, ends.</summary>
    public static void WriteCampaigns(GeneratedShop shop, TextWriter writer)
    {
        var (began, ends) = (Began(shop), Began(shop) + TimeSpan.FromDays(5));
        writer.Write("campaign_id,title,channel,arms,offers,cost,starts,ends\n");
        writer.Write($"{Id},春季满减券 Spring coupon,push,\"[\"\"control\"\",\"\"coupon-5\"\",\"\"coupon-10\"\"]\",\"[\"\"coupon-5\"\",\"\"coupon-10\"\"]\",300,{began},{ends}\n");
        writer.Write($"newsletter,会员周刊 Newsletter,email,,,40,{shop.Log.Start},{shop.Log.End}\n");
    }

    /// <summary>Writes user_id, campaign_id, arm, channel, cost, propensity, time.</summary>
    public static void WriteContacts(GeneratedShop shop, TextWriter writer)
    {
        var log = shop.Log;
        writer.Write("user_id,campaign_id,arm,channel,cost,propensity,time\n");
        foreach (var user in Known(shop))
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{log.Users.IdAt(user)},{Id},{Arms[ArmOf(shop, user)]},{(ArmOf(shop, user) == 0 ? "" : "push")},{(ArmOf(shop, user) == 0 ? 0 : 0.01)},{1.0 / 3:0.####},{Began(shop)}\n"));
        for (var place = 0; place < log.Count; place++)
            if (SplitMix64.Stream(shop.Seed, "campaign/letters", place) is var chance && chance.NextDouble() < (log.Kind[place] == EventKind.Purchase ? 0.15 : log.Kind[place] == EventKind.View ? 0.003 : 0))
            {
                var letter = Letters[chance.NextDouble() < 0.5 ? 0 : chance.NextInt32(Letters.Length)];
                var sent = log.Time[place] - TimeSpan.FromMinutes(10 + Math.Floor(chance.NextDouble() * 2000));
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{log.Users.IdAt(log.User[place])},{letter.Campaign},,{letter.Channel},{letter.Cost},,{(sent < log.Start ? log.Start : sent)}\n"));
            }
    }

    /// <summary>Writes what was bought because of the coupons: user_id, item_id, kind, time, price, quantity.</summary>
    public static void WritePurchases(GeneratedShop shop, TextWriter writer)
    {
        var (log, until) = (shop.Log, shop.Log.CountBefore(Began(shop)));
        var (counts, last) = (new int[log.Users.Count], new int[log.Users.Count]);
        for (var place = 0; place < until; place++)
            (counts[log.User[place]], last[log.User[place]]) = (counts[log.User[place]] + 1, place);
        var known = Known(shop);
        var median = known.Select(user => counts[user]).Order().ElementAt(known.Length / 2);
        writer.Write("user_id,item_id,kind,time,price,quantity\n");
        foreach (var user in known)
        {
            var chance = SplitMix64.Stream(shop.Seed, "campaign/purchases", user);
            if (ArmOf(shop, user) > 0 && chance.NextDouble() < (counts[user] < median ? Effects[ArmOf(shop, user)] : 0.03))
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{log.Users.IdAt(user)},{log.Items.Ids.IdAt(log.Item[last[user]])},purchase,{Began(shop) + TimeSpan.FromMinutes(Math.Floor(30 + (chance.NextDouble() * 5 * 24 * 60)))},{0.9 * log.Items.PriceOf(log.Item[last[user]]):0.##},1\n"));
        }
    }

    private static int ArmOf(GeneratedShop shop, int user) => SplitMix64.Stream(shop.Seed, "campaign/arm", user).NextInt32(Arms.Length);

    private static Instant Began(GeneratedShop shop) => shop.Log.Start + TimeSpan.FromHours(Math.Round(0.2 * (shop.Log.End - shop.Log.Start).TotalHours));

    private static int[] Known(GeneratedShop shop) => [.. shop.Log.User.Take(shop.Log.CountBefore(Began(shop))).Distinct().Order()];
}
