namespace Taojin.Testing.Around;

/// <summary>What stands around the events of a generated shop, as files: campaigns and whom they reached, returns, reviews, messages; and settings with two placements and an experiment.</summary>
public static class GeneratedTables
{
    /// <summary>Lines of <c>taojin.toml</c>.</summary>
    public const string Settings = """

        [placements.home]
        category_cap = 3

        [placements.home-varied]
        diversity = 0.3
        category_cap = 1

        [experiments.home-variety]
        placement = "home"
        arms = [{ name = "control", share = 0.5, placement = "home" }, { name = "varied", share = 0.5, placement = "home-varied" }]

        """;

    /// <summary>Writes the files that are imported.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="folder">Where the files go.</param>
    /// <returns>The table of each file, and its path.</returns>
    public static IReadOnlyList<(string Table, string Path)> Write(GeneratedShop shop, string folder)
    {
        var back = GeneratedReturns.Of(shop);
        return
        [
            Written("items", "moved-items", writer => Misfile(shop, writer)),
            Written("campaigns", "campaigns", writer => GeneratedCampaign.WriteCampaigns(shop, writer)),
            Written("exposures", "exposures", writer => GeneratedCampaign.WriteContacts(shop, writer)),
            Written("events", "coupon-purchases", writer => GeneratedCampaign.WritePurchases(shop, writer)),
            Written("events", "returns", writer => back.Write(shop, writer)),
            Written("reviews", "reviews", writer => GeneratedReviews.Write(shop, back, writer)),
        ];

        (string, string) Written(string table, string name, Action<TextWriter> write)
        {
            var path = Path.Combine(folder, $"{name}.csv");
            using var writer = new StreamWriter(path);
            write(writer);
            return (table, path);
        }
    }

    /// <summary>Of every twenty-fifth item the shop says that it stands one category further than it does.</summary>
    private static void Misfile(GeneratedShop shop, TextWriter writer)
    {
        var items = shop.Log.Items;
        writer.Write("item_id,category\n");
        for (var item = 0; item < items.Count; item += 25)
            writer.Write($"{items.Ids.IdAt(item)},{items.Categories.IdAt((items.Category[item] + 1) % items.Categories.Count)}\n");
    }
}
