using System.Globalization;
using Taojin.Data;

namespace Taojin.Dashboard.Tests;

/// <summary>The pages on a log in the shape of RetailRocket: times in milliseconds, numbers for ids, no catalogue, no prices.</summary>
public sealed class RetailRocketTests(DemoShop demo, OneBrowser browser)
{
    [Fact]
    public async Task Every_page_shows_what_a_log_without_titles_and_prices_can_say()
    {
        await using var shop = await FreshShop.Open();
        await WriteAsync(shop.PathOf("events.csv"));
        var receipt = shop.Mine.Workspace.Log.Import(new("retailrocket", shop.PathOf("events.csv")), null, TestContext.Current.CancellationToken);
        receipt.Rejected.ShouldBe(0);
        await shop.Restart();
        await Task.WhenAll(Walk(shop, "en", receipt.Accepted), Walk(shop, "zh", receipt.Accepted));
    }

    private async Task Walk(FreshShop shop, string language, long accepted)
    {
        await using var reader = await browser.Reader(shop.Address, language);
        var page = await reader.NewPageAsync();
        foreach (var address in new[] { "/", "/data/quality", "/data/users", "/data/events", "/models", "/recommend", "/predict", "/marketing/segments", "/marketing/baskets", "/classify", "/after-sales/returns", "/experiments" })
        {
            await page.Visit(address);

            (await page.Words("main")).ShouldNotContain("⟨", Case.Sensitive, address);
            (await page.Locator(".note.fault:not(:has(code))").CountAsync()).ShouldBe(0, address);
        }
        (await page.Locator("h1").CountAsync()).ShouldBe(1);
        await page.Visit("/");
        (await page.Words(".loop li:nth-child(2) .figure")).ShouldContain(accepted.ToString("N0", CultureInfo.GetCultureInfo("en-US")));
    }

    /// <summary>A part of the generated shop, written as RetailRocket publishes its log.</summary>
    private async Task WriteAsync(string path)
    {
        var log = demo.Shop.Prepared.Log;
        await using var file = File.CreateText(path);
        await file.WriteLineAsync("timestamp,visitorid,event,itemid,transactionid");
        for (var (place, order) = (0, 0); place < Math.Min(4000, log.Count); place++)
            if (log.Kind[place] is EventKind.View or EventKind.Cart or EventKind.Purchase)
                await file.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{log.Time[place].Microseconds / 1000},{log.User[place]},{(log.Kind[place] == EventKind.View ? "view" : log.Kind[place] == EventKind.Cart ? "addtocart" : "transaction")},{log.Item[place]},{(log.Kind[place] == EventKind.Purchase ? order++ : "")}"));
    }
}
