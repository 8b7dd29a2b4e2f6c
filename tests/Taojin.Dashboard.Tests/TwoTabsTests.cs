namespace Taojin.Dashboard.Tests;

/// <summary>Two readers at once.</summary>
public sealed class TwoTabsTests(OneBrowser browser)
{
    [Fact]
    public async Task What_happens_shows_in_every_tab_without_being_asked()
    {
        await using var shop = await FreshShop.Open();
        await using var reader = await browser.Reader(shop.Address, "zh");
        var (one, other) = (await reader.Open("/data/users"), await reader.Open("/data/users"));

        using var client = new HttpClient { BaseAddress = new(shop.Address) };
        using var happened = new StringContent("""[{"user_id":"张三","item_id":"红茶","kind":"view"}]""", System.Text.Encoding.UTF8, "application/json");
        (await client.PostAsync("/api/v1/events", happened, TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
        foreach (var page in new[] { one, other })
        {
            await page.Locator("a[href='data/events']").ClickAsync();
            await page.GetByText("张三").First.WaitForAsync(new() { Timeout = 20_000 });
        }
    }
}
