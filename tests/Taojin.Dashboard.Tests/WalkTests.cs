using Microsoft.Playwright;
using Taojin.Tests.Shops;

namespace Taojin.Dashboard.Tests;

/// <summary>
/// A walk through every page in both languages and themes and on a phone. People look before they read, so each is pictured; it fits its
/// window, asks nothing of another machine, gives the browser nothing to complain of, and axe-core finds nothing serious or critical.
/// </summary>
public sealed class WalkTests(DemoShop demo, OneBrowser browser)
{
    /// <summary>What README shows: the window as it opens. <c>scripts/dashboard-pictures.sh</c> puts them into docs/pictures.</summary>
    private static readonly Dictionary<string, string> FrontPages = new(StringComparer.Ordinal) { ["overview"] = "overview", ["recommend"] = "recommend", ["models-recommend"] = "models", ["predict"] = "predict" };

    /// <summary>Pictures that the demo has at least, each with its figures, PNG and CSV.</summary>
    private const int FewestCharts = 36;

    /// <summary>Pictures that need more than events: without them a part of the demo is empty.</summary>
    private static readonly string[] MustBeSeen = ["uplift-tenths", "qini", "qini-curve", "attribution", "return-reasons", "aspects", "click-rates", "arms-home-variety-ctr", "disagreements", "confusion-category", "calibration-purchase"];

    /// <summary>What another theme can change.</summary>
    private static readonly string[] Contrast = ["color-contrast", "link-in-text-block"];

    /// <summary>Both at once: a browser waits more than it works.</summary>
    [Fact]
    public async Task Every_page_fits_is_accessible_and_keeps_to_itself()
    {
        var found = await Task.WhenAll(WalkInEnglish(), WalkInChinese());

        found.SelectMany(each => each).ShouldBeEmpty();
    }

    /// <summary>By day, on a wide screen, with every picture and all that axe-core knows.</summary>
    private async Task<IReadOnlyList<string>> WalkInEnglish()
    {
        await using var reader = await browser.Reader(demo.Address, "en", "light");
        var page = await reader.NewPageAsync();
        var (found, charts) = (Listened(page), new List<string>());
        foreach (var (name, address) in Pages.All)
        {
            await page.Visit(address);
            found.AddRange(await Look(page, name, "en-light-1280"));
            var (missing, seen) = await ChartChecks.Of(page);
            found.AddRange(missing.Select(each => $"{name}: {each}"));
            charts.AddRange(seen);
            found.AddRange((await page.Grave()).Select(each => $"{name}: {each}"));
        }

        if (charts.Count < FewestCharts)
            found.Add($"only {charts.Count} pictures were looked at: {string.Join(' ', charts)}");
        found.AddRange(MustBeSeen.Except(charts).Select(name => $"{name} was not seen"));
        return [.. found.Select(each => $"en: {each}")];
    }

    /// <summary>By night on a wide screen, and the same page by day on a phone.</summary>
    private async Task<IReadOnlyList<string>> WalkInChinese()
    {
        await using var reader = await browser.Reader(demo.Address, "zh", "dark");
        var page = await reader.NewPageAsync();
        var found = Listened(page);
        foreach (var (name, address) in Pages.All)
        {
            await page.Visit(address);
            found.AddRange(await Look(page, name, "zh-dark-1280"));
            found.AddRange((await page.Grave(Contrast)).Select(each => $"{name}: {each}"));

            await page.SetViewportSizeAsync(390, 900);
            await page.EvaluateAsync("async () => { document.documentElement.dataset.theme = 'light'; for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame); }"); // pictures are drawn anew
            found.AddRange(await Look(page, name, "zh-light-390"));
            await page.SetViewportSizeAsync(1280, 900);
        }
        return [.. found.Select(each => $"zh: {each}")];
    }

    /// <summary>Pictures the page, and says what does not fit and what has no words.</summary>
    private static async Task<IReadOnlyList<string>> Look(IPage page, string name, string kind)
    {
        var folder = Path.Combine(Approved.Root, "artifacts", "pictures");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, kind)).FullName, $"{name}.jpg"), Type = ScreenshotType.Jpeg, Quality = 85, FullPage = true });
        if (!kind.EndsWith("390", StringComparison.Ordinal) && FrontPages.TryGetValue(name, out var shortName))
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{shortName}-{kind[..2]}.png") });
        var found = new List<string>();
        if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var wide)
            found.Add($"{name} is wider than its window by {wide} px, {kind}");
        if ((await page.Words("main")).Contains('⟨'))
            found.Add($"{name} has no words for something, {kind}");
        return found;
    }

    [Fact]
    public async Task Scripts_come_from_this_server_alone()
    {
        await using var reader = await browser.Reader(demo.Address);
        var answer = await reader.APIRequest.GetAsync(demo.Address);

        answer.Headers["content-security-policy"].ShouldContain("script-src 'self';");
    }

    /// <summary>Takes note of requests to elsewhere and of what the browser complains of.</summary>
    private List<string> Listened(IPage page)
    {
        var found = new List<string>();
        page.Request += (_, request) => { if (!request.Url.StartsWith(demo.Address, StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) found.Add($"asks {request.Url}"); };
        page.Console += (_, said) => { if (said.Type is "error" or "warning") found.Add($"{page.Url}: {said.Text}"); };
        page.PageError += (_, fault) => found.Add($"{page.Url}: {fault}");
        return found;
    }
}
