using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
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

    private static readonly AxeRunOptions Everything = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>Pictures that the demo has at least, each with its figures, PNG and CSV.</summary>
    private const int FewestCharts = 25;

    /// <summary>What another theme can change.</summary>
    private static readonly AxeRunOptions Contrast = new() { ResultTypes = [ResultType.Violations], RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } };

    /// <summary>All looks at once: a browser waits more than it works.</summary>
    [Fact]
    public async Task Every_page_fits_is_accessible_and_keeps_to_itself()
    {
        var found = await Task.WhenAll(Walk("en", "light", 1280), Walk("zh", "dark", 1280), Walk("zh", "light", 390));

        found.SelectMany(each => each).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<string>> Walk(string language, string theme, int width)
    {
        await using var reader = await browser.Reader(demo.Address, language, theme, width);
        var folder = Directory.CreateDirectory(Path.Combine(Approved.Root, "artifacts", "pictures", $"{language}-{theme}-{width}")).FullName;
        var page = await reader.NewPageAsync();
        var (found, charts) = (Listened(page), new List<string>());
        foreach (var (name, address) in Pages.All)
        {
            await page.Visit(address);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
            if (width == 1280 && FrontPages.TryGetValue(name, out var shortName))
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "..", $"{shortName}-{language}.png") });
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var wide)
                found.Add($"{name} is wider than {width} px by {wide}");
            if ((await page.Words("main")).Contains('⟨'))
                found.Add($"{name} has no words for something");
            if (theme == "light" && width == 1280)
            {
                var (missing, seen) = await ChartChecks.Of(page);
                found.AddRange(missing.Select(each => $"{name}: {each}"));
                charts.AddRange(seen);
            }
            if (width == 1280)
                found.AddRange((await page.RunAxe(theme == "light" ? Everything : Contrast)).Violations.Where(each => each.Impact is "serious" or "critical").Select(each => $"{name}: {each.Id} {string.Join(" | ", each.Nodes.Take(3).Select(Shown))}"));
        }

        if (theme == "light" && width == 1280 && charts.Count < FewestCharts)
            found.Add($"only {charts.Count} pictures were looked at: {string.Join(' ', charts)}");
        return [.. found.Select(each => $"{language} {theme} {width}: {each}")];
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

    private static string Shown(AxeResultNode node) => $"{node.Target} {node.Any.FirstOrDefault()?.Message}";
}
