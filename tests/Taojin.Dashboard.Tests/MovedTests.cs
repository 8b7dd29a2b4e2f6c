using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Dashboard.Tests;

/// <summary>A shop that is no longer what its models learned, looked at.</summary>
public sealed class MovedTests(MovedShop moved, OneBrowser browser) : IClassFixture<MovedShop>
{
    [Theory]
    [InlineData("en", "Experiments and monitoring", "Drift", "No: 2 of 2", "Train again")]
    [InlineData("zh", "实验与监控", "漂移", "不像了：2 个", "重新训练")]
    public async Task What_has_moved_is_pictured_by_the_figures_that_the_API_gives_and_a_training_is_offered(string language, string place, string tab, string answer, string train)
    {
        await using var reader = await browser.Reader(moved.Address, language);
        var page = await reader.Open("/");
        await page.GetByRole(AriaRole.Link, new() { Name = place }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = tab, Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/experiments/drift");
        var chart = page.Locator("[data-chart=drift-purchase]");
        await chart.Locator("summary").ClickAsync();
        await chart.Locator("tbody tr").First.WaitForAsync();

        using var report = JsonDocument.Parse(await (await reader.APIRequest.GetAsync("/api/v1/drift")).TextAsync());
        var purchase = report.RootElement.GetProperty("tasks").EnumerateArray().Single(task => task.GetProperty("task").GetString() == "purchase");
        var first = purchase.GetProperty("columns")[0];
        var row = chart.Locator("tbody tr").Filter(new() { HasText = first.GetProperty("name").GetString() }).First;
        (await chart.Locator("tbody tr").CountAsync()).ShouldBeGreaterThan(purchase.GetProperty("columns").GetArrayLength());
        (await row.InnerTextAsync()).ShouldContain(first.GetProperty("index").GetDouble().ToString("0.###", CultureInfo.InvariantCulture));
        (await page.Words(".answer")).ShouldStartWith(answer);
        (await page.Words(".action .primary")).ShouldBe(train);
        (await page.Locator("[data-chart^='drift-purchase-']").CountAsync()).ShouldBe(4); // then and now, on one scale
        (await ChartChecks.Of(page)).Missing.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task The_quality_in_the_headline_is_that_of_the_model_in_the_footer_though_others_were_trained_since(string language)
    {
        await using var reader = await browser.Reader(moved.Address, language);
        var page = await reader.Open("/predict");
        var live = moved.Shop.Mine.Models.Current(Aliases.Purchase)!;
        var quality = moved.Shop.Mine.Models.CardOf(live).Metrics[0];

        Train.Last(moved.Shop.Mine, "purchase")!.Models.ShouldNotContain(model => model.Version == live.ToString());
        (await page.Words("footer.source")).ShouldContain(live.ToString());
        (await page.Words(".answer")).ShouldContain($"{quality.Name} {quality.Value.ToString("N3", CultureInfo.InvariantCulture)}");
        (await page.Locator("[data-chart=calibration]").CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task All_doubted_products_are_counted_in_the_sentence_the_picture_and_the_table()
    {
        await using var reader = await browser.Reader(moved.Address);
        var page = await reader.Open("/classify/catalogue");
        await page.Locator("[data-chart=disagreements] summary").ClickAsync();
        await page.Locator("[data-chart=disagreements] tbody tr").First.WaitForAsync();
        var pairs = await page.Locator("[data-chart=disagreements] tbody td:last-child").AllInnerTextsAsync();
        var doubted = pairs.Sum(each => int.Parse(each, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));

        doubted.ShouldBeGreaterThanOrEqualTo(MovedShop.Misplaced);
        (await page.Words(".answer")).ShouldContain($"category of {doubted}.");
        (await page.Words("nav.pager")).ShouldContain($" of {doubted}");
        await page.Locator("[data-chart=confusion-category] summary").ClickAsync();
        await page.Locator("[data-chart=confusion-category] tbody tr").First.WaitForAsync();
        var held = (await page.Locator("[data-chart=confusion-category] tbody td:nth-child(3)").AllInnerTextsAsync()).Sum(each => int.Parse(each, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
        held.ShouldBe((int)Train.Last(moved.Shop.Mine, "category")!.TestCases); // on the diagonal and off it
    }
}
