using Taojin.Tests.Shops;

namespace Taojin.Dashboard.Tests;

/// <summary>Every page as a picture, in both languages and themes and on a phone: people look before they read.</summary>
public sealed class PictureTests(DemoShop demo, OneBrowser browser)
{
    /// <summary>What README shows: the window as it opens. <c>scripts/dashboard-pictures.sh</c> puts them into docs/pictures.</summary>
    private static readonly Dictionary<string, string> FrontPages = new(StringComparer.Ordinal) { ["overview"] = "overview", ["recommend"] = "recommend", ["models-recommend"] = "models", ["predict"] = "predict" };

    public static TheoryData<string, string, int> Looks => new()
    {
        { "en", "light", 1280 }, { "zh", "dark", 1280 }, { "zh", "light", 390 },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_page_is_pictured_and_fits_its_window(string language, string theme, int width)
    {
        var reader = await browser.Reader(demo.Address, language, theme, width);
        var folder = Directory.CreateDirectory(Path.Combine(Approved.Root, "artifacts", "pictures", $"{language}-{theme}-{width}")).FullName;
        var page = await reader.NewPageAsync();
        var tooWide = new List<string>();
        foreach (var (name, address) in Pages.All)
        {
            await page.Visit(address);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
            if (width == 1280 && FrontPages.TryGetValue(name, out var shortName))
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "..", $"{shortName}-{language}.png") });
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var wide)
                tooWide.Add($"{name} by {wide} px");
        }
        await reader.CloseAsync();

        tooWide.ShouldBeEmpty($"wider than {width} px");
    }
}
