using Microsoft.Playwright;

namespace Taojin.Dashboard.Tests;

/// <summary>What a reader does with a page.</summary>
internal static class Looking
{
    /// <summary>Opens a page and waits until it is alive and its pictures are drawn.</summary>
    public static async Task<IPage> Open(this IBrowserContext reader, string address)
    {
        var page = await reader.NewPageAsync();
        await page.Visit(address);
        return page;
    }

    public static async Task Visit(this IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.Settled();
    }

    /// <summary>Nothing is being worked out, and every picture in the page is drawn.</summary>
    public static Task Settled(this IPage page) => page.WaitForFunctionAsync(
        "() => document.querySelector('main[data-alive]') && document.querySelector('h1') && !document.querySelector('.waiting') && [...document.querySelectorAll('.canvas')].every(each => each.dataset.drawn)");

    public static async Task<string> Words(this IPage page, string where) => await page.Locator(where).First.InnerTextAsync();
}
