namespace Taojin.Dashboard.Tests;

/// <summary>Everything can be reached and done by keys.</summary>
public sealed class KeyboardTests(DemoShop demo, OneBrowser browser)
{
    [Fact]
    public async Task The_first_stop_skips_to_the_page_and_every_stop_is_visible()
    {
        await using var reader = await browser.Reader(demo.Address);
        var page = await reader.Open("/marketing/segments");

        (await page.EvaluateAsync<string>("() => { const first = document.querySelector('a,button,input,select,textarea,[tabindex]'); first.focus(); return first.className }")).ShouldBe("skip");
        await page.Keyboard.PressAsync("Enter");
        (await page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("content");
        for (var stop = 0; stop < 25; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            var isSeen = await page.EvaluateAsync<bool>("() => { const at = document.activeElement, box = at.getBoundingClientRect(), look = getComputedStyle(at); return at === document.body || (box.width > 0 && look.outlineStyle !== 'none') }");
            isSeen.ShouldBeTrue(await page.EvaluateAsync<string>("() => document.activeElement.outerHTML.slice(0, 200)"));
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task The_labelling_queue_is_worked_by_single_keys(string language)
    {
        await using var reader = await browser.Reader(demo.Address, language);
        var page = await reader.Open("/classify/queue");
        var first = await page.Words(".card h2");

        await page.Keyboard.PressAsync("s");
        await page.WaitForFunctionAsync("first => document.querySelector('.card h2').innerText !== first", first);
        var second = await page.Words(".card h2");
        await page.Keyboard.PressAsync("a");
        await page.WaitForFunctionAsync("second => document.querySelector('.card h2').innerText !== second", second);

        demo.Shop.Mine.Workspace.Products.All().ShouldContain(product => product.Title == second && product.Answer == "accept");
    }

    [Fact]
    public async Task The_threshold_is_moved_by_arrows_and_the_plan_follows()
    {
        await using var reader = await browser.Reader(demo.Address);
        var page = await reader.Open("/predict");
        var slider = page.Locator("input[type=range]");
        var before = await slider.GetAttributeAsync("aria-valuetext");

        await slider.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");

        await page.WaitForFunctionAsync("before => document.querySelector('input[type=range]').getAttribute('aria-valuetext') !== before", before);
        (await page.Locator("[data-chart=contact-profit]").CountAsync()).ShouldBe(1);
    }
}
