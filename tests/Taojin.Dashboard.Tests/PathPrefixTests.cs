using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Taojin.Dashboard.Tests;

/// <summary>The dashboard behind a reverse proxy that serves it under a path, as nginx does by the lines of the guide.</summary>
public sealed class PathPrefixTests(OneBrowser browser)
{
    private const string Prefix = "/mine";

    [Fact]
    public async Task Pages_scripts_pictures_and_links_stay_below_the_path()
    {
        await using var shop = await FreshShop.Open(proxy: "127.0.0.1");
        await using var proxy = await Proxy(new Uri(shop.Address));
        await using var reader = await browser.Reader(proxy.Urls.First());
        await reader.ClearCookiesAsync(new() { Name = "taojin-language" }); // set for the root, where a shop under a path sets none
        var page = await reader.NewPageAsync();
        var outside = new List<string>();
        page.Request += (_, request) => { if (!new Uri(request.Url).AbsolutePath.StartsWith(Prefix, StringComparison.Ordinal)) outside.Add(request.Url); };

        await page.GotoAsync($"{Prefix}/");
        await page.Settled();
        foreach (var place in new[] { "data", "marketing", "privacy" })
        {
            await page.Locator($"nav.places a[href='{place}']").ClickAsync();
            await page.WaitForURLAsync($"**{Prefix}/{place}");
            await page.Settled();
        }
        await page.GetByText("中文", new() { Exact = true }).ClickAsync();
        await page.Locator("html[lang=zh-CN]").WaitForAsync();
        await page.Settled();

        page.Url.ShouldEndWith($"{Prefix}/privacy");
        outside.ShouldBeEmpty();
    }

    /// <summary>A proxy of thirty lines; it hands requests on without the path, and says so in a header.</summary>
    private static async Task<WebApplication> Proxy(Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None });
        app.Run(context => PassAsync(context, client, target));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    /// <remarks>Web sockets are refused, as proxies do that were not told of them: pages then fall back to long requests.</remarks>
    private static async Task PassAsync(HttpContext context, HttpClient client, Uri target)
    {
        if (!context.Request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal, out var rest) || context.Request.Headers.Upgrade.Count > 0)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        using var passed = new HttpRequestMessage(new(context.Request.Method), new Uri(target, (rest.Value is "" ? "/" : rest.Value) + context.Request.QueryString)) { Content = new StreamContent(context.Request.Body) };
        passed.Headers.Host = context.Request.Host.Value;
        passed.Headers.Add("X-Forwarded-Prefix", Prefix);
        passed.Headers.Add("X-Forwarded-For", "127.0.0.1");
        foreach (var name in new[] { "Cookie", "Accept", "Accept-Language", "X-Requested-With", "X-SignalR-User-Agent" })
            if (context.Request.Headers.TryGetValue(name, out var value))
                passed.Headers.TryAddWithoutValidation(name, value.ToArray());
        if (context.Request.ContentType is { } type)
            passed.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await client.SendAsync(passed, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            if (name is not ("Transfer-Encoding" or "Connection"))
                context.Response.Headers.Append(name, values.ToArray());
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
