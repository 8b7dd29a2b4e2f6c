using System.Globalization;
using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;
using Taojin.Quality.Frame;
using Taojin.Quality.Live;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Quality.Dashboard;

/// <summary>How large a shop is.</summary>
internal sealed record ShopSize(int Items, int Users, int Events, int Versions);

/// <summary>A workspace as large as the largest that one machine serves: catalogue with categories and prices, log, and a registry of many versions.</summary>
internal static class BigShop
{
    private const int Days = 60, Categories = 400, Known = 4000;

    public static ShopSize Whole { get; } = new(1_000_000, 100_000, 10_000_000, 10_000);

    public static ShopSize Small { get; } = new(50_000, 5_000, 500_000, 500);

    public static void Make(string folder, ShopSize size, BenchmarkRun run)
    {
        if (File.Exists(Path.Combine(folder, "aliases.json"))) // made by an earlier run, and kept
            return;
        using (var mine = Mine.Init(folder, new() { Threads = 2, MemoryLimitGb = 1 }))
        {
            WriteItems(Path.Combine(run.Scratch, "items.csv"), size);
            WriteEvents(Path.Combine(run.Scratch, "events.csv"), size);
            mine.Workspace.Log.Import(new("csv", Path.Combine(run.Scratch, "items.csv")) { Table = "items" });
            mine.Workspace.Log.Import(new("csv", Path.Combine(run.Scratch, "events.csv")));
            File.Delete(Path.Combine(run.Scratch, "events.csv"));
            run.Say($"{size.Items:N0} items, {size.Events:N0} events are imported");
            Register(mine, size, run);
            PublishCategories(mine);
        }
        ServedShop.PublishPurchaseModel(folder, run);
    }

    /// <summary>One popularity model, written again and again.</summary>
    private static void Register(Mine mine, ShopSize size, BenchmarkRun run)
    {
        var log = new Prepare(mine).Run().Log;
        var popular = new Popular(new()).Fit(Interactions.Of(log, new()), new());
        for (var number = 0; number < size.Versions; number++)
        {
            var version = mine.Models.Save(new() { Task = "recommend", Algorithm = "popular", Data = "synthetic", Split = "none", Weights = new() }, number == 0 ? popular.Save : _ => { });
            if (number == 0)
                mine.Models.Publish(Aliases.Recommend, version, "benchmark");
        }
        run.Say($"{size.Versions:N0} versions are registered");
    }

    /// <summary>A model of categories learned from some thousand products, so that there is a queue to put in order.</summary>
    private static void PublishCategories(Mine mine)
    {
        var rows = mine.Workspace.Browse.Items("", 0, Known).Rows.Where(row => row.Category is not null);
        var model = new LinearText(new()).Fit(Labelled<ProductFacts>.Of(rows.Select(row => (new ProductFacts { Title = row.Title }, row.Category!))), new());
        mine.Models.Publish("category@live", mine.Models.Save(new() { Task = "category", Algorithm = LinearText.Card.Name, Data = "synthetic", Split = "none" }, writer => LinearText.Card.Save(model, writer)), "benchmark");
    }

    private static void WriteItems(string path, ShopSize size)
    {
        using var file = File.CreateText(path);
        var chance = SplitMix64.Stream(9, "dashboard/titles");
        string Word() => $"{(char)(0x4E00 + chance.NextInt32(2000))}{(char)(0x4E00 + chance.NextInt32(2000))}";
        file.WriteLine("item_id,title,category,price,stock");
        for (var item = 0; item < size.Items; item++)
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{item},{Word()} {Word()}{Word()} {Word()},大类 {item % Categories / 20} > 小类 {item % Categories},{1 + (item * 7 % 105)}.5,{item % 50}"));
    }

    /// <summary>Few items and shoppers are in most of what happens, as in shops.</summary>
    private static void WriteEvents(string path, ShopSize size)
    {
        var (chance, now) = (SplitMix64.Stream(9, "dashboard/events"), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        using var file = File.CreateText(path);
        file.WriteLine("user_id,item_id,kind,time,price");
        for (var number = 0; number < size.Events; number++)
        {
            var (user, item, what) = ((int)(size.Users * Math.Pow(chance.NextDouble(), 1.5)), (int)(size.Items * Math.Pow(chance.NextDouble(), 3)), chance.NextInt32(20));
            var time = now - 60 - (long)((1 - (number / (double)size.Events)) * Days * 86_400);
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{user},{item},{(what == 0 ? "purchase" : what < 3 ? "cart" : "view")},{time},{1 + (item * 7 % 105)}.5"));
        }
    }
}
