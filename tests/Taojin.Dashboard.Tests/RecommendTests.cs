using Microsoft.Playwright;

namespace Taojin.Dashboard.Tests;

/// <summary>A list, made step by step.</summary>
public sealed class RecommendTests(DemoShop demo, OneBrowser browser)
{
    [Theory]
    [InlineData("en", "Left out because")]
    [InlineData("zh", "排除原因")]
    public async Task A_list_is_followed_through_its_steps_and_beside_another_model(string language, string leftOut)
    {
        await using var reader = await browser.Reader(demo.Address, language);
        var user = demo.Shop.Regular;
        var page = await reader.Open($"/recommend?user={user}");

        (await page.Words("h1")).ShouldContain(user);
        (await page.Locator(".steps li").CountAsync()).ShouldBe(5);
        (await page.Locator(".card tbody tr").CountAsync()).ShouldBe(10);

        await page.Locator(".steps li:nth-child(2) a").ClickAsync();
        await page.GetByText(leftOut).First.WaitForAsync();
        page.Url.ShouldContain("step=filter"); // the address says where one is, and can be sent on

        var other = demo.Shop.Mine.Models.Versions().First(version => version.Task == "recommend" && version.Name == "popular").ToString();
        await page.Locator("#beside").SelectOptionAsync(other);
        await page.GetByRole(AriaRole.Columnheader, new() { Name = other }).WaitForAsync();
        page.Url.ShouldContain("other=");
    }

    [Theory]
    [InlineData("en", "A basket", "It is what the list goes by")]
    [InlineData("zh", "购物篮", "列表正是以它为依据")]
    public async Task A_basket_is_filled_item_by_item_and_says_why_another_is_not_shown(string language, string way, string given)
    {
        await using var reader = await browser.Reader(demo.Address, language);
        var items = demo.Shop.Mine.Workspace.Browse.Items("", 0, 2).Rows;
        var page = await reader.Open("/recommend");

        await page.GetByRole(AriaRole.Link, new() { Name = way, Exact = true }).ClickAsync();
        foreach (var item in items)
        {
            await page.Locator("input[list=with-items]").FillAsync(item.ItemId);
            await page.Locator("input[list=with-items]").PressAsync("Enter");
            await page.Locator(".chips").GetByText(item.Title!).WaitForAsync();
        }
        await page.Settled();
        (await page.Locator(".chips li").CountAsync()).ShouldBe(2);
        (await page.Locator(".card tbody tr").CountAsync()).ShouldBe(10);
        await page.Visit($"{page.Url}&item={items[0].ItemId}");

        await page.GetByText(given).WaitForAsync();
    }

    [Fact]
    public async Task A_visit_and_an_item_have_lists_of_their_own_under_addresses_that_can_be_sent_on()
    {
        await using var reader = await browser.Reader(demo.Address);
        var items = demo.Shop.Mine.Workspace.Browse.Items("", 0, 2).Rows;
        var page = await reader.Open($"/recommend?by=item&with={items[0].ItemId}");
        (await page.Words("h1")).ShouldContain(items[0].Title!);

        await page.Visit($"/recommend?by=visit&with=view:{items[0].ItemId}&with=cart:{items[1].ItemId}&n=5");
        (await page.Locator(".card tbody tr").CountAsync()).ShouldBe(5);
        (await page.Words(".chips li:nth-child(2)")).ShouldContain("Put into the cart");
    }

    [Fact]
    public async Task Why_an_item_is_not_shown_is_told()
    {
        await using var reader = await browser.Reader(demo.Address, "zh");
        var log = demo.Shop.Prepared.Log;
        var bought = Enumerable.Range(0, log.Count).Last(place => log.Users.IdAt(log.User[place]) == demo.Shop.Regular && log.Kind[place] == Data.EventKind.Purchase);
        var page = await reader.Open($"/recommend?user={demo.Shop.Regular}&item={log.Items.Ids.IdAt(log.Item[bought])}");

        await page.GetByText("不在列表中：用户已买过。").WaitForAsync();
    }

    [Fact]
    public async Task A_picture_has_its_figures_behind_it_and_goes_out_as_PNG_and_CSV()
    {
        await using var reader = await browser.Reader(demo.Address);
        var page = await reader.Open($"/recommend?user={demo.Shop.Regular}&n=5");
        var chart = page.Locator("[data-chart=list-worth]");

        await chart.Locator("summary").ClickAsync();
        await chart.Locator("tbody tr").Nth(4).WaitForAsync();
        var csv = await page.RunAndWaitForDownloadAsync(() => chart.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync());
        var png = await page.RunAndWaitForDownloadAsync(() => chart.GetByRole(AriaRole.Button, new() { Name = "PNG" }).ClickAsync());

        (await File.ReadAllLinesAsync((await csv.PathAsync())!, TestContext.Current.CancellationToken)).Length.ShouldBe(6);
        (await File.ReadAllBytesAsync((await png.PathAsync())!, TestContext.Current.CancellationToken))[1..4].ShouldBe("PNG"u8.ToArray());
    }
}
