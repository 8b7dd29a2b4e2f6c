using System.Text.Json;
using Microsoft.Playwright;

namespace Taojin.Dashboard.Tests;

/// <summary>A person asks for their data, and to be forgotten.</summary>
public sealed class PrivacyTests(OneBrowser browser)
{
    [Fact]
    public async Task A_person_is_exported_then_erased_with_a_receipt()
    {
        await using var shop = await FreshShop.Open();
        using var client = new HttpClient { BaseAddress = new(shop.Address) };
        using var happened = new StringContent("""[{"user_id":"张三","item_id":"红茶","kind":"purchase"},{"user_id":"李四","item_id":"红茶","kind":"view"}]""", System.Text.Encoding.UTF8, "application/json");
        (await client.PostAsync("/api/v1/events", happened, TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
        await Erase(shop, ("en", "Save all data (JSON)", "Erase this person"), "张三");
        await Erase(shop, ("zh", "保存全部数据（JSON）", "删除此人"), "李四");
    }

    private async Task Erase(FreshShop shop, (string Language, string Export, string Erase) say, string person)
    {
        await using var reader = await browser.Reader(shop.Address, say.Language);
        var page = await reader.Open("/privacy");

        await page.Locator("#person").FillAsync(person);
        await page.Locator("#person").PressAsync("Enter");
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = say.Export }).ClickAsync());
        using var data = JsonDocument.Parse(await File.ReadAllBytesAsync((await saved.PathAsync())!, TestContext.Current.CancellationToken));
        data.RootElement.GetProperty("user_id").GetString().ShouldBe(person);

        var button = page.GetByRole(AriaRole.Button, new() { Name = say.Erase });
        await page.Locator("#person-again").FillAsync(person[..1]);
        (await button.IsDisabledAsync()).ShouldBeTrue(); // written once more, whole
        await page.Locator("#person-again").FillAsync(person);
        await button.ClickAsync();
        await page.Locator(".note[role=status]").WaitForAsync();

        var receipt = shop.Mine.Workspace.Privacy.Receipts().MaxBy(each => each.Finished)!;
        receipt.WasKnown.ShouldBeTrue();
        (await page.Words(".note[role=status]")).ShouldContain(receipt.ReceiptId);
        (await page.Words("main")).ShouldNotContain(person);
        new Storage.Access.AuditFile(shop.Mine.Workspace.Folder).Latest(20).Count(act => act.Act == "page: erase a person" && act.Key == "loopback").ShouldBe(shop.Mine.Workspace.Privacy.Receipts().Count);
    }
}
