using Microsoft.Playwright;

namespace Taojin.Dashboard.Tests;

/// <summary>A training that is started from the page, in a process of its own.</summary>
[Collection("what is trained")] // one after another, as the server does it
public sealed class TrainingTests(DemoShop demo, OneBrowser browser)
{
    [Fact]
    public async Task A_form_of_an_algorithms_options_starts_a_training_whose_end_shows_by_itself()
    {
        await using var reader = await browser.Reader(demo.Address);
        var page = await reader.Open("/models/purchase");
        var before = demo.Shop.Mine.Models.Versions().Count(version => version is { Task: "purchase", Name: "logistic" });
        var form = page.Locator("section.card", new() { HasText = "Train it now" });
        var done = page.Locator(".chip", new() { HasText = "done" });
        var earlier = await done.CountAsync(); // tasks of other tests

        await form.Locator("select").First.SelectOptionAsync("logistic");
        await form.GetByLabel("steps", new() { Exact = false }).FillAsync("40");
        await form.Locator("input[type=checkbox]").UncheckAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Train it now" }).ClickAsync();

        await done.Nth(earlier).WaitForAsync(new() { Timeout = 90_000 });
        var made = demo.Shop.Mine.Models.Versions().Where(version => version is { Task: "purchase", Name: "logistic" }).ToArray();
        made.Length.ShouldBe(before + 1);
        demo.Shop.Mine.Models.CardOf(made.MaxBy(version => version.Number)!).Options!["steps"]!.GetValue<int>().ShouldBe(40);
    }

    [Fact]
    public async Task A_training_that_is_under_way_shows_on_the_overview_and_is_stopped_there()
    {
        await using var reader = await browser.Reader(demo.Address, "zh");
        var page = await reader.NewPageAsync();
        var started = await page.APIRequest.PostAsync($"{demo.Address}/api/v1/tasks", new() { DataObject = new { task = "recommend" } });
        started.Status.ShouldBe(202);

        await page.Visit("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "停止" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "训练任务" }).WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = 60_000 });

        (await (await page.APIRequest.GetAsync($"{demo.Address}/api/v1/tasks")).TextAsync()).ShouldContain("cancelled");
    }
}
