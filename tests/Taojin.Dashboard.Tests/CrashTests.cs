using Microsoft.Playwright;
using Taojin.Tests.Shops;

namespace Taojin.Dashboard.Tests;

/// <summary>What an open page shows after its server was killed in the middle of a search and started anew.</summary>
public sealed class CrashTests(OneBrowser browser)
{
    [Fact]
    public async Task A_search_and_learning_curves_outlive_a_server_that_is_killed()
    {
        using var shop = TrainedShop.Of("logistic", "popular", "item-knn");
        shop.Mine.Dispose();
        using var server = await ServedProcess.Start(shop.Folder);
        await using var reader = await browser.Reader(server.Address, "zh");
        var page = await reader.Open("/models/recommend");
        await Search(page);
        var found = (await Trials(page, 4)).Take(4).ToArray();
        await page.EvaluateAsync("() => window.before = true");

        server.Kill();
        await server.StartAgain();

        await page.WaitForFunctionAsync("() => !window.before && document.querySelector('main[data-alive]')", null, new() { Timeout = 60_000 }); // it comes back by itself
        found.ShouldBeSubsetOf(await Trials(page, found.Length)); // not one is lost
        await page.GetByText("已完成的试验都已保留").First.WaitForAsync();
        await Search(page);
        var kept = await Trials(page, found.Length);
        kept = await Trials(page, kept.Count + 2); // it goes on from them
        found.ShouldBeSubsetOf(kept);
        await page.GetByRole(AriaRole.Button, new() { Name = "停止" }).First.ClickAsync();
        await page.Locator(".chip", new() { HasText = "已停止" }).First.WaitForAsync(new() { Timeout = 60_000 });

        await page.Visit("/models/purchase");
        var curve = page.Locator("[data-chart=learning-purchase]");
        await curve.Locator("summary").ClickAsync();
        await curve.Locator("tbody tr").Nth(5).WaitForAsync();
    }

    private static async Task Search(IPage page)
    {
        var form = page.Locator("section.card", new() { HasText = "参数搜索" });
        await form.Locator("select").SelectOptionAsync("item-knn");
        await form.Locator("input[type=number]").First.FillAsync("100000"); // it ends when it is told to, or killed
        await form.Locator("input[type=number]").First.PressAsync("Tab");
        await form.Locator(".command code", new() { HasText = "tune item-knn --task recommend --trials 100000" }).WaitForAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "开始搜索" }).ClickAsync();
    }

    /// <summary>The trials that the page shows, as soon as they are so many.</summary>
    private static async Task<IReadOnlyList<string>> Trials(IPage page, int fewest)
    {
        var chart = page.Locator("[data-chart=tuning-item-knn]");
        await chart.WaitForAsync(new() { Timeout = 60_000 });
        await chart.Locator("details").EvaluateAsync("each => each.open = true");
        await chart.Locator("tbody tr").Nth(fewest - 1).WaitForAsync(new() { Timeout = 60_000 });
        return await chart.Locator("tbody tr").AllInnerTextsAsync();
    }
}
