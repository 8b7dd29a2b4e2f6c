using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Dashboard;

/// <summary>One page in a browser.</summary>
/// <param name="Name">Which.</param>
/// <param name="Sight">Seconds until there is something to read, for the first reader.</param>
/// <param name="Whole">Seconds until all is drawn, for the first reader; NaN when it took longer than was waited.</param>
/// <param name="Again">Seconds until all is drawn, for the readers after.</param>
internal sealed record PageTime(string Name, double Sight, double Whole, double Again);

/// <summary>Times pages in Debian's Chromium.</summary>
internal static class PageTimes
{
    private const int Repeats = 3;
    private const float PatienceMs = 180_000;
    private const string IsSeen = "() => document.querySelector('main h1')", IsWhole = "() => document.querySelector('main[data-alive]') && document.querySelector('h1') && !document.querySelector('.waiting') && [...document.querySelectorAll('.canvas')].every(each => each.dataset.drawn)";

    public static string Browser => Environment.GetEnvironmentVariable("TAOJIN_CHROMIUM") ?? "/usr/bin/chromium";

    public static async Task<IReadOnlyList<PageTime>> MeasureAsync(Uri server, IReadOnlyList<(string Name, string Address)> pages, BenchmarkRun run)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Browser, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
        var rows = new List<PageTime>();
        foreach (var (name, address) in pages)
        {
            var (sight, whole) = await TimeAsync(browser, server, address);
            var again = new List<double>();
            for (var repeat = 0; repeat < Repeats && !double.IsNaN(whole); repeat++)
                again.Add((await TimeAsync(browser, server, address)).Whole);
            rows.Add(new(name, sight, whole, again.Count == 0 ? double.NaN : again.Order().ElementAt(again.Count / 2)));
            run.Say(string.Create(CultureInfo.InvariantCulture, $"{name,-28} sight {sight:0.00}   whole {whole:0.00}   again {rows[^1].Again:0.00}"));
        }
        return rows;
    }

    private static async Task<(double Sight, double Whole)> TimeAsync(IBrowser browser, Uri server, string address)
    {
        await using var reader = await browser.NewContextAsync(new() { ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = 1280, Height = 900 } });
        await reader.AddCookiesAsync([new() { Name = "taojin-visited", Value = "yes", Url = server.ToString() }]);
        var page = await reader.NewPageAsync();
        var start = Stopwatch.GetTimestamp();
        await page.GotoAsync(new Uri(server, address).ToString(), new() { WaitUntil = WaitUntilState.Commit, Timeout = PatienceMs });
        await page.WaitForFunctionAsync(IsSeen, null, new() { Timeout = PatienceMs });
        var sight = Stopwatch.GetElapsedTime(start).TotalSeconds;
        try
        {
            await page.WaitForFunctionAsync(IsWhole, null, new() { Timeout = PatienceMs });
        }
        catch (TimeoutException)
        {
            return (sight, double.NaN);
        }
        return (sight, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
