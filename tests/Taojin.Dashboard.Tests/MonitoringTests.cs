using System.Text.Json;
using Microsoft.Playwright;
using Taojin.Tests.Shops;
using Taojin.Workflows;

namespace Taojin.Dashboard.Tests;

/// <summary>What is watched after a model was published: trials, and trainings that start by themselves.</summary>
public sealed class MonitoringTests(OneBrowser browser)
{
    private const string Alias = "recommend@live";

    [Theory]
    [InlineData("en", "Try on 10%", "Let it answer everybody", "Take it back", "promoted after its trial", "taken back by a person", "Nothing new since training")]
    [InlineData("zh", "先试 10%", "让它应答所有人", "撤回", "试运行后转正", "人工撤回", "训练之后没有新变化")]
    public async Task A_version_is_tried_out_promoted_and_taken_back_from_the_page(string language, string attempt, string promote, string back, string promoted, string taken, string calm)
    {
        using var shop = TrainedShop.Of("popular", "item-knn");
        shop.Settle("\n[schedule]\nevery = \"30 3 * * *\"\non_drift = true\n");
        var other = shop.Mine.Models.Versions().First(version => version.Task == "recommend" && version != shop.Mine.Models.Current(Alias));
        new Publish(shop.Mine).Run(Alias, other, "试用");
        await using var served = await Served.Start(shop);
        await using var reader = await browser.Reader(served.Address, language);
        var page = await reader.Open("/models/recommend");

        await page.GetByRole(AriaRole.Button, new() { Name = attempt }).First.ClickAsync();
        var card = page.Locator("section.card", new() { Has = page.GetByRole(AriaRole.Button, new() { Name = promote }) });
        await card.WaitForAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Directory.CreateDirectory(Path.Combine(Approved.Root, "artifacts", "pictures")).FullName, $"trial-{language}.png"), FullPage = true });
        (await Trials(reader)).GetProperty("kind").GetString().ShouldBe("canary");
        (await card.InnerTextAsync()).ShouldContain(other.ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = promote }).ClickAsync();
        await card.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        shop.Mine.Models.Current(Alias).ShouldNotBe(other);
        (await page.Locator("details.card td", new() { HasText = promoted }).CountAsync()).ShouldBe(1);

        await page.GetByRole(AriaRole.Button, new() { Name = back }).First.ClickAsync(); // it is on probation now
        await page.Locator("details.card td", new() { HasText = taken }).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        shop.Mine.Models.Current(Alias).ShouldBe(other);

        await page.Visit("/experiments/drift"); // right after a training nothing is drawn and nothing is claimed
        (await page.Words(".answer")).ShouldStartWith(calm);
        (await page.Locator("figure.chart, .action .primary").CountAsync()).ShouldBe(0);

        await page.Visit("/settings");
        (await page.Words("main")).ShouldContain("30 3 * * *");
        (await page.Words("main")).ShouldContain(" 03:30");
    }

    private static async Task<JsonElement> Trials(IBrowserContext reader) =>
        JsonDocument.Parse(await (await reader.APIRequest.GetAsync("/api/v1/canaries")).TextAsync()).RootElement.GetProperty("trials").EnumerateArray().Single(trial => trial.GetProperty("alias").GetString() == Alias);
}
