namespace Taojin.Dashboard.Tests;

/// <summary>A new shop: every page says what is missing and how to get it.</summary>
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
}
