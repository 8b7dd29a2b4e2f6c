using Microsoft.Playwright;

namespace Taojin.Dashboard.Tests;

/// <summary>After-sales: what may come back, what messages want, what reviews say by product and week.</summary>
public sealed class ServiceTests(DemoShop demo, OneBrowser browser)
{
    [Theory]
    [InlineData("en", "Open orders: what may come back", "ask first")]
    [InlineData("zh", "未发货订单：可能退回的", "先询问")]
    public async Task Open_orders_show_their_risk_with_its_reasons(string language, string title, string ask)
    {
        await using var reader = await browser.Reader(demo.Address, language);
        var page = await reader.Open("/after-sales/returns");

        await page.GetByRole(AriaRole.Heading, new() { Name = title }).WaitForAsync();
        var first = page.Locator($"[aria-label='{title}'] tbody tr").First;
        (await first.Locator("td").Nth(4).InnerTextAsync()).ShouldBe(ask);
        var risks = new Workflows.Service.OpenOrders(demo.Shop.Mine).Run();
        (await first.Locator("td").Nth(1).InnerTextAsync()).ShouldBe(risks.Lines[0].Risk.Title);
        (await first.Locator("td").Nth(5).InnerTextAsync()).ShouldContain(language == "zh" ? risks.Lines[0].Risk.Reasons[0].TextZh : risks.Lines[0].Risk.Reasons[0].Text);
    }

    [Fact]
    public async Task A_message_shows_what_it_wants_and_takes_a_correction_that_is_learned_from()
    {
        await using var reader = await browser.Reader(demo.Address, "zh");
        var page = await reader.Open("/after-sales/waiting");
        var question = page.Locator("form.note", new() { HasText = "你们招兼职吗？" });
        (await question.InnerTextAsync()).ShouldContain("不属于任何已知意图");

        await question.Locator("select").SelectOptionAsync("invoice");
        await question.GetByText("invoice（人工指明").WaitForAsync();

        demo.Shop.Mine.Workspace.Service.LabelledMessages().ShouldContain(message => message.Text == "你们招兼职吗？" && message.Intent == "invoice");
    }

    [Theory]
    [InlineData("week", "[data-chart=aspects-by-week]")]
    [InlineData("item", "tbody tr td:last-child:not(:empty)")]
    public async Task Aspects_are_told_by_week_and_by_product_with_the_customers_words(string by, string part)
    {
        await using var reader = await browser.Reader(demo.Address);
        var page = await reader.Open($"/after-sales/aspects?of={by}");
        await page.Locator(part).First.WaitForAsync();
        if (by == "week")
        {
            (await ChartChecks.Of(page)).Missing.ShouldBeEmpty();
            return;
        }

        await page.Locator("tbody a").First.ClickAsync();
        await page.Locator("[data-chart=aspects]").WaitForAsync();
        (await page.Locator("blockquote").CountAsync()).ShouldBeGreaterThan(0);
    }
}
