using Microsoft.Playwright;

namespace Taojin.Dashboard.Tests;

/// <summary>A file is tried, mended and imported.</summary>
public sealed class ImportTests(OneBrowser browser)
{
    [Fact]
    public async Task A_broken_file_is_understood_before_it_is_imported_and_its_bad_rows_come_back()
    {
        await using var shop = await FreshShop.Open();
        await Import(shop, ("en", "Import it", "张三"));
        await Import(shop, ("zh", "确认导入", "孙七"));
    }

    [Fact]
    public async Task A_file_whose_columns_nobody_can_guess_is_told_column_by_column()
    {
        await using var shop = await FreshShop.Open();
        var file = shop.PathOf("谁买了什么.txt");
        await File.WriteAllTextAsync(file, "wer~was~tat~wann\n张三~红茶~view~1772359200000000\n张三~红茶~purchase~1772359300000000\n李四~绿茶~view~1772359400000000\n", TestContext.Current.CancellationToken);
        await using var reader = await browser.Reader(shop.Address, "zh");
        var page = await reader.Open("/data/import?table=events");

        await page.Locator("#file").SetInputFilesAsync(file);
        await page.Locator("#separator").FillAsync("~");
        await page.Locator("#separator").BlurAsync();
        await page.Locator("#header").SelectOptionAsync("names");
        foreach (var (column, field) in new[] { ("wer", "user_id"), ("was", "item_id"), ("tat", "kind"), ("wann", "time") })
            await page.GetByLabel($"{column} 列的内容").SelectOptionAsync(field);
        await page.GetByRole(AriaRole.Button, new() { Name = "确认导入" }).ClickAsync();
        await page.Locator(".note[role=status]").WaitForAsync();

        shop.Mine.Workspace.Log.Summary().Events.ShouldBe(3);
        shop.Mine.Workspace.Log.Summary().First.ShouldBe(new(1772359200000000));
    }

    private async Task Import(FreshShop shop, (string Language, string Button, string Person) with)
    {
        var (before, file) = (shop.Mine.Workspace.Log.Summary().Events, shop.PathOf($"行为-{with.Language}.csv"));
        await File.WriteAllTextAsync(file, $"user_id,item_id,behavior,time\n{with.Person},红茶,view,2026-03-01 10:00:00\n{with.Person},红茶,purchase,2026-03-01 10:05:00\n李四,绿茶,view,once\n王五,,view,2026-03-01 11:00:00\n{with.Person},绿茶,cart,2026-03-02 09:00:00\n", TestContext.Current.CancellationToken);
        await using var reader = await browser.Reader(shop.Address, with.Language);
        var page = await reader.Open("/data/import");

        await page.Locator("#file").SetInputFilesAsync(file);
        await page.GetByText("import.time-unclear").WaitForAsync(); // of five times one is none: it is asked, not guessed
        await page.Locator("#times").SelectOptionAsync("iso");
        var button = page.GetByRole(AriaRole.Button, new() { Name = with.Button });
        await button.WaitForAsync();
        (await page.Words("main")).ShouldContain(with.Person);
        shop.Mine.Workspace.Log.Summary().Events.ShouldBe(before); // looked at, and nothing kept
        await button.ClickAsync();
        await page.Locator(".note[role=status]").WaitForAsync();
        var rejects = await page.RunAndWaitForDownloadAsync(() => page.Locator(".note[role=status] a[download]").ClickAsync());

        var receipt = shop.Mine.Workspace.Log.Imports().MaxBy(each => each.ImportId)!;
        (receipt.Read, receipt.Accepted, receipt.Rejected, receipt.Duplicate).ShouldBe((5, 3, 2, 0));
        shop.Mine.Workspace.Log.Summary().Events.ShouldBe(before + 3);
        var row = page.Locator("tr", new() { HasText = receipt.ImportId }); // the table of receipts knows of it without a reload
        (await row.InnerTextAsync()).ShouldContain($"行为-{with.Language}.csv");
        (await row.Locator("a[download]").CountAsync()).ShouldBe(1);
        (await File.ReadAllTextAsync((await rejects.PathAsync())!, TestContext.Current.CancellationToken)).ShouldContain("李四");
    }
}
