using System.Globalization;
using System.Text;
using Taojin.Quality.Frame;
using Taojin.Quality.Live;

namespace Taojin.Quality.Dashboard;

/// <summary>How long each page of the dashboard takes in a browser, on a shop of a million items, ten million events and ten thousand versions of models.</summary>
internal sealed class DashboardPages : IBenchmark
{
    /// <summary>What a reader opens, with the name of its figure.</summary>
    private static readonly (string Name, string Address)[] Pages =
    [
        ("overview", "/"), ("data-import", "/data/import"), ("data-quality", "/data/quality"), ("data-items", "/data/items"), ("data-item-search", "/data/items?search=9999"), ("data-users", "/data/users"), ("data-events", "/data/events"),
        ("models-recommend", "/models/recommend"), ("models-recommend-page-500", "/models/recommend?page=500"), ("models-purchase", "/models/purchase"),
        ("recommend", "/recommend"), ("recommend-basket", "/recommend?by=basket&with=7&with=70"), ("predict", "/predict"),
        ("classify-queue", "/classify/queue"), ("classify-catalogue", "/classify/catalogue"), ("classify-tree", "/classify/tree"), ("classify-duplicates", "/classify/duplicates"),
        ("marketing-segments", "/marketing/segments"), ("marketing-value", "/marketing/value"), ("marketing-baskets", "/marketing/baskets"), ("marketing-opportunities", "/marketing/opportunities"), ("marketing-plan", "/marketing/plan"), ("marketing-channels", "/marketing/channels"),
        ("after-sales", "/after-sales"), ("after-sales-returns", "/after-sales/returns"), ("experiments", "/experiments"), ("experiments-drift", "/experiments/drift"), ("experiments-server", "/experiments/server"), ("privacy", "/privacy"), ("settings", "/settings"),
    ];

    public string Name => "dashboard";

    public string Title => "pages of the dashboard in a browser: 1 M items, 10 M events, 10,000 model versions; --only small for a twentieth";

    public void Run(BenchmarkRun run)
    {
        if (!File.Exists(PageTimes.Browser))
        {
            run.Skip("dashboard", $"there is no Chromium at {PageTimes.Browser}: apt-get install chromium, or name one in TAOJIN_CHROMIUM");
            return;
        }
        var size = run.IsWhole ? BigShop.Whole : BigShop.Small;
        var folder = Path.Combine(run.Scratch, "shop");
        BigShop.Make(folder, size, run);
        using var server = LiveServer.Start(folder);
        run.Add(new("dashboard.ready-seconds", server.ReadySeconds, "s", "lower"));
        server.WaitUntilIdle();
        var rows = PageTimes.MeasureAsync(new($"http://{server.Address}"), Pages, run).GetAwaiter().GetResult();
        run.Add(new("dashboard.first-page-seconds", rows[0].Sight, "s", "lower"));
        run.Add(new("dashboard.worst-page-seconds", rows.Max(row => row.Sight), "s", "lower"));
        run.Add(new("dashboard.worst-whole-seconds", rows.Max(row => row.Whole), "s", "lower"));
        run.Add(new("dashboard.worst-again-seconds", rows.Max(row => row.Again), "s", "lower"));
        run.Add(new("dashboard.working-set-gib", server.WorkingSetGiB, "GiB", "lower"));
        if (run.IsWhole)
            ResultsPage.Write("dashboard", Section(size, rows));
    }

    private static string Section(ShopSize size, IReadOnlyList<PageTime> rows)
    {
        var text = new StringBuilder("## Pages of the dashboard\n\n");
        text.AppendLine(CultureInfo.InvariantCulture, $"`./bench dashboard`: {size.Items:N0} items, {size.Events:N0} events of {size.Users:N0} shoppers, {size.Versions:N0} versions of models; Chromium on the same machine, each page in a browser without cache, seconds from the request.");
        text.AppendLine("*Sight*: the question, the frame and either the answer or word that it is being worked out. *Whole*: everything is drawn; the first reader waits for what is worked out. *Again*: whole, for the next reader (medians of three).\n");
        text.AppendLine("| page | sight | whole | again |\n|---|---:|---:|---:|");
        foreach (var row in rows)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Sight:0.00} | {row.Whole:0.00} | {row.Again:0.00} |");
        return text.ToString();
    }
}
