using System.Globalization;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Quality.Frame;
using Taojin.Quality.Speed;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Quality.Live;

/// <summary>A middling shop with two models that take turns.</summary>
internal static class SoakShop
{
    public const int Users = 50_000, Items = 10_000;

    public static string Version(int nth) => string.Create(CultureInfo.InvariantCulture, $"recommend/implicit-als/{nth + 1:D6}");

    public static void Make(string folder, BenchmarkRun run)
    {
        var shop = SyntheticShop.Of(Users, Items, 8);
        using var mine = Mine.Init(folder, new() { Threads = 2, MemoryLimitGb = 0.25 }); // the buffers of the database fill up to this, and then stay
        var (path, now) = (Path.Combine(run.Scratch, "soak.csv"), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        using (var file = File.CreateText(path))
        {
            file.WriteLine("user_id,item_id,kind,time");
            for (var user = 0; user < Users; user++)
                foreach (var item in shop.Matrix[user].Columns)
                    file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{user},{item},view,{now - 60 - (((user * 7919L) + (item * 104_729L)) % (30 * 86_400))}"));
        }
        mine.Workspace.Log.Import(new("csv", path));
        for (var nth = 0; nth < 2; nth++)
        {
            var model = new ImplicitAls(new() { Factors = 32, Epochs = 1, Solver = AlsMethod.ConjugateGradient }).Fit(shop, new FitContext { Threads = 2, Seed = (ulong)nth });
            var version = mine.Models.Save(new() { Task = "recommend", Algorithm = "implicit-als", Data = "synthetic", Split = "none", Weights = new() }, model.Save);
            if (nth == 0)
                mine.Models.Publish(Aliases.Recommend, version, "benchmark");
        }
    }
}
