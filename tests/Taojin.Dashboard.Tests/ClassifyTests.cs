using Microsoft.Playwright;

namespace Taojin.Dashboard.Tests;

/// <summary>The catalogue, looked through.</summary>
public sealed class ClassifyTests(DemoShop demo, OneBrowser browser)
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task The_tree_is_gone_down_to_products_with_their_pictures(string language)
    {
        await using var reader = await browser.Reader(demo.Address, language);
        var page = await reader.Open("/classify/tree");
        var child = page.Locator(".card tbody tr:first-child a").First;
        var name = await child.InnerTextAsync();

        await child.ClickAsync();
        await page.Locator(".crumbs [aria-current=page]").WaitForAsync();
        (await page.Words(".crumbs")).ShouldContain(name);
        page.Url.ShouldContain("at="); // the address says where one is, and can be sent on
        await page.Locator("img.picture").First.WaitForAsync();
        var picture = await page.APIRequest.GetAsync($"/{await page.Locator("img.picture").First.GetAttributeAsync("src")}");

        picture.Headers["content-type"].ShouldBe("image/png");
        (await picture.BodyAsync())[1..4].ShouldBe("PNG"u8.ToArray());
    }

    [Fact]
    public async Task Equal_titles_and_equal_pictures_are_shown_beside_one_another()
    {
        await using var reader = await browser.Reader(demo.Address);
        var page = await reader.Open("/classify/duplicates");

        await page.GetByRole(AriaRole.Heading, new() { Name = "Equal pictures" }).WaitForAsync();
        (await page.Locator(".findings .pictures img").CountAsync()).ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task No_picture_leads_out_of_its_folder()
    {
        await using var reader = await browser.Reader(demo.Address);

        foreach (var path in new[] { "/pictures/..%2F..%2Ftaojin.toml", "/pictures/%2Fetc%2Fpasswd", "/pictures/nobody" })
            (await reader.APIRequest.GetAsync(path)).Status.ShouldBe(404, path);
    }
}
