using Taojin.Tests.Shops;

namespace Taojin.Dashboard.Tests;

/// <summary>Who comes in, and what ends a visit: keys, sessions, a server that was started anew.</summary>
public sealed class DoorTests(OneBrowser browser)
{
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
        var (_, looking) = new Storage.Access.KeyFile(shop.Mine.Workspace.Folder, TimeProvider.System).Add("导购", Storage.Access.AccessScopes.Read, []);
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
        (await other.Words("main")).ShouldContain("TAOJIN_API_KEY");
        (await other.Words("main")).ShouldNotContain("No key is asked for");
        await page.Locator("form[action='sign-out'] button").ClickAsync();
        await page.WaitForURLAsync("**/sign-in");
        await page.GotoAsync("/models");
        page.Url.ShouldContain("/sign-in");

        await other.Locator("a[href='privacy']").ClickAsync(); // a page that stayed open in another tab does nothing more
        await other.WaitForURLAsync("**/sign-in**");

        await page.GotoAsync("/settings");
        await page.Locator("#key").FillAsync(looking);
        await page.Locator("form button").ClickAsync();
        await page.GetByText("Yours may not see which keys there are").WaitForAsync();
    }

    [Fact]
    public async Task A_session_ends_after_its_hours_with_a_page_open()
    {
        const string key = "0123456789abcdef-open-sesame";
        var clock = new SetClock(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var shop = await FreshShop.Open(key, clock: clock);
        await using var reader = await browser.Reader(shop.Address);
        var page = await reader.NewPageAsync();
        await page.GotoAsync("/privacy");
        await page.Locator("#key").FillAsync(key);
        await page.Locator("form button").ClickAsync();
        await page.WaitForURLAsync("**/privacy");
        await page.Settled();

        clock.Move(TimeSpan.FromHours(11));
        await page.Locator("a[href='settings']").ClickAsync();
        await page.WaitForURLAsync("**/settings");
        clock.Move(TimeSpan.FromHours(2));

        await page.WaitForURLAsync("**/sign-in**", new() { Timeout = 30_000 }); // without a click
        await page.GotoAsync("/models");
        page.Url.ShouldContain("/sign-in");
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
