using Microsoft.Playwright;
using Taojin.Dashboard.Tests;

[assembly: AssemblyFixture(typeof(OneBrowser))]
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)] // a browser waits more than it works

namespace Taojin.Dashboard.Tests;

/// <summary>Debian's Chromium, started once for all tests. A machine without it skips them, visibly.</summary>
public sealed class OneBrowser : IAsyncLifetime
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--font-render-hinting=none"];

    private IPlaywright? _playwright;

    private static string Program => Environment.GetEnvironmentVariable("TAOJIN_CHROMIUM") ?? "/usr/bin/chromium";

    public IBrowser? Browser { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
            return;
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Flags });
    }

    /// <summary>A reader of his own: cookies, language, theme, window.</summary>
    public async Task<IBrowserContext> Reader(string address, string language = "en", string theme = "light", int width = 1280)
    {
        Assert.SkipWhen(Browser is null, $"There is no Chromium at {Program}: install it (apt-get install chromium), or name one in TAOJIN_CHROMIUM.");
        var context = await Browser!.NewContextAsync(new() { BaseURL = address, Locale = language == "zh" ? "zh-CN" : "en-US", ViewportSize = new() { Width = width, Height = 900 }, ReducedMotion = ReducedMotion.Reduce, AcceptDownloads = true });
        context.SetDefaultTimeout(15_000);
        await context.AddCookiesAsync([Cookie("taojin-language", language), Cookie("taojin-theme", theme), Cookie("taojin-visited", "yes")]);
        return context;
        Cookie Cookie(string name, string value) => new() { Name = name, Value = value, Url = address };
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
            await Browser.CloseAsync();
        _playwright?.Dispose();
    }
}
