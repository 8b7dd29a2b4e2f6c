using Microsoft.Playwright;

namespace Taojin.Dashboard.Tests;

/// <summary>A plan is made from a campaign, and its slider moves along the curve.</summary>
public sealed class PlanTests(DemoShop demo, OneBrowser browser)
{
    [Fact]
    public async Task A_plan_offers_the_arms_of_its_campaign_and_its_dot_follows_the_slider()
    {
        await using var reader = await browser.Reader(demo.Address, "zh");
        var page = await reader.Open("/marketing/plan");
        (await page.Locator("#arm option").AllInnerTextsAsync()).ShouldBe(["coupon-10", "coupon-5"]);
        var most = double.Parse((await page.Locator("#budget").GetAttributeAsync("max"))!, System.Globalization.CultureInfo.InvariantCulture);
        most.ShouldBeInRange(demo.Shop.Prepared.Log.Users.Count, demo.Shop.Prepared.Log.Users.Count * 1.2); // an offer of 1 to each

        await page.GetByRole(AriaRole.Button, new() { Name = "生成计划" }).ClickAsync();
        await page.Locator("[data-chart=plan-profit]").WaitForAsync(new() { Timeout = 60_000 });
        (await ChartChecks.Of(page)).Missing.ShouldBeEmpty();
        (await page.Locator("#moved").CountAsync()).ShouldBe(0);
        var dot = "() => JSON.stringify(echarts.getInstanceByDom(document.querySelector('[data-chart=plan-profit] .canvas')).getOption().series[0].markPoint.data)";
        var before = await page.EvaluateAsync<string>(dot);

        await page.Locator("#budget").FillAsync(await page.Locator("#budget").GetAttributeAsync("max") ?? "");
        await page.Locator("#moved").WaitForAsync();
        await page.WaitForFunctionAsync($"before => ({dot})() !== before", before);

        await page.Locator("#campaign").SelectOptionAsync("newsletter");
        await page.Locator("#arm option[value=campaign]").WaitForAsync(new() { State = WaitForSelectorState.Attached }); // letters name no arms
        (await page.Locator("#arm option").CountAsync()).ShouldBe(1);
    }
}
