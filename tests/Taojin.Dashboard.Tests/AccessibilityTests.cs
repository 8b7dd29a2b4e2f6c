using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Taojin.Dashboard.Tests;

/// <summary>No page has a serious or critical finding of axe-core, light or dark.</summary>
public sealed class AccessibilityTests(DemoShop demo, OneBrowser browser)
{
    [Theory]
    [InlineData("en", "light")]
    [InlineData("zh", "dark")]
    public async Task Axe_finds_nothing_serious_on_any_page(string language, string theme)
    {
        await using var reader = await browser.Reader(demo.Address, language, theme);
        var page = await reader.NewPageAsync();
        var found = new List<string>();
        foreach (var (name, address) in Pages.All)
        {
            await page.Visit(address);
            var result = await page.RunAxe();
            found.AddRange(result.Violations.Where(each => each.Impact is "serious" or "critical").Select(each => $"{name}: {each.Id} {string.Join(" | ", each.Nodes.Take(3).Select(Shown))}"));
        }

        found.ShouldBeEmpty();
    }

    private static string Shown(AxeResultNode node) => $"{node.Target} {node.Any.FirstOrDefault()?.Message}";
}
