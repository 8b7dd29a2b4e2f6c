using System.Text.Json;
using Microsoft.Playwright;

namespace Taojin.Dashboard.Tests;

/// <summary>A search of options that is started, watched and stopped on the page.</summary>
[Collection("what is trained")] // one after another, as the server does it
public sealed class TuningTests(DemoShop demo, OneBrowser browser)
{
    [Theory]
    [InlineData("en", "purchase", "logistic", "Searches for better options", "Search now", "Stop it", "stopped")]
    [InlineData("zh", "recommend", "item-knn", "参数搜索", "开始搜索", "停止", "已停止")]
    public async Task A_search_draws_its_trials_as_they_come_keeps_them_when_it_is_stopped_and_goes_on(string language, string task, string algorithm, string title, string start, string stop, string stopped)
    {
        await using var reader = await browser.Reader(demo.Address, language);
        var page = await reader.Open($"/models/{task}");
        var form = page.Locator("section.card", new() { HasText = title });
        await form.Locator("select").SelectOptionAsync(algorithm);
        await form.Locator("input[type=number]").First.FillAsync("100000"); // it ends when it is told to
        await form.Locator("fieldset input[type=checkbox]").First.UncheckAsync();
        var left = (await form.Locator("fieldset label").First.InnerTextAsync()).Split(' ')[0].Trim();
        await form.Locator(".command code", new() { HasText = $"./taojin tune {algorithm} --task {task} --trials 100000" }).WaitForAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = start }).ClickAsync();

        var chart = page.Locator($"[data-chart=tuning-{algorithm}]");
        await chart.WaitForAsync(new() { Timeout = 60_000 });
        await chart.Locator("summary").ClickAsync();
        await chart.Locator("tbody tr").Nth(3).WaitForAsync(new() { Timeout = 60_000 }); // trials come by themselves
        await page.GetByRole(AriaRole.Button, new() { Name = stop }).First.ClickAsync();
        await Ended(reader, algorithm, "cancelled");
        await page.Locator("li", new() { HasText = title == "参数搜索" ? "搜索" : "search" }).Locator(".chip", new() { HasText = stopped }).First.WaitForAsync();

        var lines = (await File.ReadAllLinesAsync(Path.Combine(demo.Shop.Folder, "reports", $"tuning-{task}-{algorithm}.jsonl"), TestContext.Current.CancellationToken)).Skip(1).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        lines.Length.ShouldBeGreaterThan(3);
        lines.ShouldAllBe(line => !line.GetProperty("options").EnumerateObject().Any(option => option.Name == left)); // what was not ticked stays at its default
        await page.ScreenshotAsync(new() { Path = Path.Combine(Directory.CreateDirectory(Path.Combine(Taojin.Tests.Shops.Approved.Root, "artifacts", "pictures")).FullName, $"tuning-{language}.png"), FullPage = true });
    }

    [Fact]
    public async Task A_search_that_ends_trains_with_the_best_options_beside_the_baselines()
    {
        await using var reader = await browser.Reader(demo.Address);
        var wish = new { task = "recommend", algorithms = new[] { "trending" }, tune = new { trials = 3 } };
        var refused = await reader.APIRequest.PostAsync("/api/v1/tasks", new() { DataObject = wish with { algorithms = ["trending", "popular"] } });
        (refused.Status, await refused.TextAsync()).ShouldSatisfyAllConditions(answer => answer.Item1.ShouldBeInRange(400, 422), answer => answer.Item2.ShouldContain("tune.other-task"));

        (await reader.APIRequest.PostAsync("/api/v1/tasks", new() { DataObject = wish })).Status.ShouldBe(202);
        await Ended(reader, "trending", "done");

        var version = demo.Shop.Mine.Models.Latest("recommend", "trending")!;
        var card = demo.Shop.Mine.Models.CardOf(version);
        card.Search!["trials"]!.GetValue<int>().ShouldBe(3);
    }

    /// <summary>Waits until the newest search of an algorithm stands as it should.</summary>
    private static async Task Ended(IBrowserContext reader, string algorithm, string state)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        for (var look = 0; look < 400 && await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken); look++)
        {
            using var all = JsonDocument.Parse(await (await reader.APIRequest.GetAsync("/api/v1/tasks")).TextAsync());
            var task = all.RootElement.EnumerateArray().First(each => each.TryGetProperty("algorithm", out var name) && name.GetString() == algorithm);
            if (task.TryGetProperty("finished", out _))
            {
                task.GetProperty("state").GetString().ShouldBe(state, task.ToString());
                return;
            }
        }
        Assert.Fail($"The search of {algorithm} has not ended.");
    }
}
