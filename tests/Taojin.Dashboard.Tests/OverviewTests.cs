using Taojin.Server.Dashboard.Pages.Overview;

namespace Taojin.Dashboard.Tests;

/// <summary>The first page, as a first-time visitor meets it.</summary>
public sealed class OverviewTests(DemoShop demo, OneBrowser browser)
{
    [Theory]
    [InlineData("en", "What does the mine hold today?", "Next (1 of 4)")]
    [InlineData("zh", "今天矿里有什么？", "下一步（1/4）")]
    public async Task The_front_page_shows_the_loop_and_a_guided_visit_that_can_be_left(string language, string question, string next)
    {
        await using var reader = await browser.Reader(demo.Address, language);
        await reader.ClearCookiesAsync(new() { Name = "taojin-visited" });
        var page = await reader.Open("/");

        (await page.Words("h1")).ShouldBe(question);
        (await page.Locator(".loop li").CountAsync()).ShouldBe(8);
        (await page.Words(".loop li:nth-child(2) .figure")).ShouldContain(demo.Shop.Mine.Workspace.Log.Summary().Events.ToString("N0", new System.Globalization.CultureInfo("en-US"))[..2]);
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = next }).ClickAsync();
        await page.Locator(".tour [data-keep]").ClickAsync();
        await page.Locator(".tour").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });

        await page.Visit("/");
        (await page.Locator(".tour").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public void A_simple_model_that_is_the_best_beats_no_baseline()
    {
        var run = demo.Shop.Runs.Single(each => each.Task == "recommend");
        var simple = run.Models.First(model => model.IsBaseline) with { Gate = new(true, "The best of the baselines.", "最好的基线。") };
        var shop = ShopState.Of(demo.Shop.Live());

        var won = shop with { Runs = [run with { Models = [run.Models[0] with { IsBaseline = false, Gate = new(true, "Beats all.", "优于全部。") }] }] };
        var lost = shop with { Runs = [run with { Models = [simple] }] };

        (won.Beating.Count, lost.Beating.Count, lost.Chosen.Count).ShouldBe((1, 0, 1));
        LoopStages.Of(lost, new("en", default, "")).Single(stage => stage.Name == "evaluation").Figure.ShouldBe("0 of 1 tasks beat baselines");
    }

    [Fact]
    public async Task Language_and_theme_stay_chosen()
    {
        await using var reader = await browser.Reader(demo.Address, "en", "light");
        var page = await reader.Open("/recommend");

        await page.Locator("[data-theme-switch]").ClickAsync();
        await page.GetByText("中文", new() { Exact = true }).ClickAsync();
        await page.Locator("html[lang=zh-CN]").WaitForAsync();
        await page.Settled();

        page.Url.ShouldEndWith("/recommend");
        (await page.Locator("html").GetAttributeAsync("data-theme")).ShouldBe("dark");
        (await page.Words("h1")).ShouldStartWith("该给");
    }
}
