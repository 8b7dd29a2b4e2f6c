using System.Globalization;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;
using Taojin.Quality.Frame;
using Taojin.Quality.Speed;
using Taojin.Testing;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Quality.Live;

/// <summary>A workspace of a million users and a hundred thousand items with prices, categories and stock, its log, and 64 factors fitted to it and published.</summary>
internal static class ServedShop
{
    public const int Users = 1_000_000, Items = 100_000;
    private const int Factors = 64, PerUser = 5;

    public static void Make(string folder, BenchmarkRun run)
    {
        if (File.Exists(Path.Combine(folder, "aliases.json"))) // made by an earlier run, and kept
            return;
        var shop = SyntheticShop.Of(Users, Items, PerUser);
        using var mine = Mine.Init(folder, new() { Threads = 2, MemoryLimitGb = 0.5 });
        File.AppendAllText(Path.Combine(folder, "taojin.toml"), Placement);
        run.Say($"{shop.Matrix.EntryCount:N0} events are written and imported");
        WriteItems(Path.Combine(run.Scratch, "items.csv"));
        WriteEvents(Path.Combine(run.Scratch, "events.csv"), shop);
        mine.Workspace.Log.Import(new("csv", Path.Combine(run.Scratch, "items.csv")) { Table = "items" });
        mine.Workspace.Log.Import(new("csv", Path.Combine(run.Scratch, "events.csv")));
        run.Say("64 factors are fitted");
        var model = new ImplicitAls(new() { Factors = Factors, Epochs = 1, Solver = AlsMethod.ConjugateGradient }).Fit(shop, new FitContext { Threads = 2 });
        var version = mine.Models.Save(new() { Task = "recommend", Algorithm = "implicit-als", Data = "synthetic", Split = "none", Weights = new() }, model.Save);
        mine.Models.Publish(Aliases.Recommend, version, "benchmark");
    }

    /// <summary>Publishes trees of all features, learned from a small shop: what they predict is not asked here, only what they cost.</summary>
    public static void PublishPurchaseModel(string folder, BenchmarkRun run)
    {
        if (Directory.Exists(Path.Combine(folder, "models", "purchase")))
            return;
        var (small, truth) = (Path.Combine(run.Scratch, "small"), GeneratedShop.Of(new() { Users = 800, Items = 200, Days = 14 }));
        using (var file = File.CreateText(Path.Combine(run.Scratch, "small.csv")))
            truth.WriteEvents(file);
        using var shop = Mine.Init(small, new() { Threads = 2, MemoryLimitGb = 1 });
        shop.Workspace.Log.Import(new("csv", Path.Combine(run.Scratch, "small.csv")));
        Train.Run(shop, null, new() { Algorithms = ["gradient-boosting"] }, "purchase");
        var version = shop.Models.Latest("purchase", "gradient-boosting")!;
        var (from, to) = (Path.Combine(small, "models", "purchase"), Path.Combine(folder, "models", "purchase"));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, Path.GetRelativePath(from, file)))!).FullName + "/" + Path.GetFileName(file));
        using var mine = Mine.Open(folder);
        mine.Models.Publish(Aliases.Purchase, version, "benchmark");
        run.Say($"{FeatureCatalog.Columns.Count} features");
    }

    /// <summary>The placement of the requests: two rules over price, stock and category that nine of ten items pass.</summary>
    private const string Placement = """

        [placements.home]
        filters = ["item.price < 100 and item.stock > 0", 'not item.category any ["c7"]']

        """;

    private static void WriteItems(string path)
    {
        using var file = File.CreateText(path);
        file.WriteLine("item_id,title,category,price,stock");
        for (var item = 0; item < Items; item++)
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{item},商品 {item},c{item % 40},{1 + (item * 7 % 105)}.5,{item % 50}"));
    }

    private static void WriteEvents(string path, Interactions shop)
    {
        var (chance, now) = (SplitMix64.Stream(3, "times"), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        using var file = File.CreateText(path);
        file.WriteLine("user_id,item_id,kind,time");
        for (var user = 0; user < Users; user++)
            foreach (var item in shop.Matrix[user].Columns)
                file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{user},{item},{(chance.NextInt32(10) == 0 ? "purchase" : "view")},{now - 60 - chance.NextInt32(30 * 86_400)}"));
    }
}
