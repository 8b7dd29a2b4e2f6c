using Microsoft.Playwright;

namespace Taojin.Dashboard.Tests;

/// <summary>A new shop: every page says what is missing; a file is tried, mended and imported.</summary>
public sealed class FreshShopTests(OneBrowser browser)
{
    [Fact]
    public async Task Every_page_of_a_new_shop_says_what_is_missing_and_how_to_get_it()
    {
        await using var shop = await FreshShop.Open();
        await Task.WhenAll(Walk(shop, "en"), Walk(shop, "zh"));
    }

    private async Task Walk(FreshShop shop, string language)
    {
        await using var reader = await browser.Reader(shop.Address, language);
        var page = await reader.NewPageAsync();
        foreach (var (name, address) in Pages.All)
        {
            await page.Visit(address);

            (await page.Locator("h1").CountAsync()).ShouldBe(1, name);
            (await page.Words("main")).ShouldNotContain("⟨", Case.Sensitive, name);
            (await page.Locator("[role=alert]:visible, .note.fault").CountAsync()).ShouldBe(await page.Locator(".note.fault:has(code)").CountAsync(), name);
            if (name is not ("privacy" or "settings" or "data-items" or "data-users" or "experiments" or "experiments-server" or "after-sales-waiting" or "classify-duplicates" or "data-import"))
                (await page.Locator(".missing, .note.fault, .command, a.primary").CountAsync()).ShouldBeGreaterThan(0, name);
        }
    }

    [Theory]
    [InlineData("en", "Import it")]
    [InlineData("zh", "确认导入")]
    public async Task A_broken_file_is_understood_before_it_is_imported_and_its_bad_rows_come_back(string language, string import)
    {
        await using var shop = await FreshShop.Open();
        await File.WriteAllTextAsync(shop.PathOf("行为.csv"), "user_id,item_id,behavior,time\n张三,红茶,view,2026-03-01 10:00:00\n张三,红茶,purchase,2026-03-01 10:05:00\n李四,绿茶,view,once\n王五,,view,2026-03-01 11:00:00\n赵六,红茶,cart,2026-03-02 09:00:00\n", TestContext.Current.CancellationToken);
        await using var reader = await browser.Reader(shop.Address, language);
        var page = await reader.Open("/data/import");

        await page.Locator("#file").SetInputFilesAsync(shop.PathOf("行为.csv"));
        await page.GetByText("import.time-unclear").WaitForAsync(); // of five times one is none: it is asked, not guessed
        await page.Locator("#times").SelectOptionAsync("iso");
        var button = page.GetByRole(AriaRole.Button, new() { Name = import });
        await button.WaitForAsync();
        (await page.Words("main")).ShouldContain("张三");
        shop.Mine.Workspace.Log.Summary().Events.ShouldBe(0); // looked at, and nothing kept
        await button.ClickAsync();
        await page.Locator(".note[role=status]").WaitForAsync();
        var rejects = await page.RunAndWaitForDownloadAsync(() => page.Locator(".note[role=status] button").ClickAsync());

        var receipt = shop.Mine.Workspace.Log.Imports().ShouldHaveSingleItem();
        (receipt.Read, receipt.Accepted, receipt.Rejected, receipt.Duplicate).ShouldBe((5, 3, 2, 0));
        (await File.ReadAllTextAsync((await rejects.PathAsync())!, TestContext.Current.CancellationToken)).ShouldContain("李四");
    }

    [Fact]
    public async Task A_page_comes_back_by_itself_after_the_server_was_started_anew()
    {
        await using var shop = await FreshShop.Open();
        await using var reader = await browser.Reader(shop.Address);
        var page = await reader.Open("/settings");

        await page.EvaluateAsync("() => window.before = true");
        await shop.Restart();

        await page.WaitForFunctionAsync("() => !window.before && document.querySelector('h1')", null, new() { Timeout = 30_000 });
        await page.Settled();
        await page.Locator("a[href='privacy']").ClickAsync();
        await page.WaitForURLAsync("**/privacy");
    }

    [Fact]
    public async Task Where_a_key_is_asked_for_nobody_enters_without_it_and_one_ends_where_one_wanted()
    {
        const string key = "0123456789abcdef-open-sesame";
        await using var shop = await FreshShop.Open(key);
        await using var reader = await browser.Reader(shop.Address);
        var page = await reader.NewPageAsync();
        await page.GotoAsync("/data/quality");
        page.Url.ShouldContain("/sign-in");

        await page.Locator("#key").FillAsync("wrong-wrong-wrong-wrong");
        await page.Locator("form button").ClickAsync();
        await page.Locator("[role=alert]").WaitForAsync();
        await page.GotoAsync("/data/quality");
        await page.Locator("#key").FillAsync(key);
        await page.Locator("form button").ClickAsync();
        await page.WaitForURLAsync("**/data/quality");
        await page.Settled();

        var other = await reader.Open("/settings");
        await page.Locator("form[action='sign-out'] button").ClickAsync();
        await page.WaitForURLAsync("**/sign-in");
        await page.GotoAsync("/models");
        page.Url.ShouldContain("/sign-in");

        await other.Locator("a[href='privacy']").ClickAsync(); // a page that stayed open in another tab does nothing more
        await other.WaitForURLAsync("**/sign-in**");
    }

    [Fact]
    public async Task A_key_that_is_revoked_ends_the_pages_that_were_opened_with_it()
    {
        await using var shop = await FreshShop.Open("0123456789abcdef-open-sesame");
        var keys = new Storage.Access.KeyFile(shop.Mine.Workspace.Folder, TimeProvider.System);
        var (key, secret) = keys.Add("店长", Storage.Access.AccessScopes.Admin, []);
        await using var reader = await browser.Reader(shop.Address, "zh");
        var page = await reader.NewPageAsync();
        await page.GotoAsync("/privacy");
        await page.Locator("#key").FillAsync(secret);
        await page.Locator("form button").ClickAsync();
        await page.WaitForURLAsync("**/privacy");
        await page.Settled();

        keys.Revoke(key.Id);
        await page.WaitForURLAsync("**/sign-in**", new() { Timeout = 30_000 }); // without a click: what shows by itself ends too
    }
}
