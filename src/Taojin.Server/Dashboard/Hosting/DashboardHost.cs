using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Taojin.Server.Access;
using Taojin.Server.Dashboard.Reading;
using Taojin.Storage.Access;
using Taojin.Storage.Pictures;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Dashboard.Hosting;

/// <summary>Puts the dashboard beside the API, at the root.</summary>
internal static class DashboardHost
{
    /// <summary>Styles may be inline (charts and controls place themselves by them); scripts only come as files of this server.</summary>
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void AddDashboard(this IServiceCollection services)
    {
        services.AddSingleton<Shelf>().AddSingleton<MiningRounds>().AddHostedService(all => all.GetRequiredService<MiningRounds>()).AddSingleton<BrowserFiles>().AddSingleton<Acts>().AddSingleton<Pulse>();
        services.AddScoped<SessionGate>().AddScoped<CircuitHandler>(scope => scope.GetRequiredService<SessionGate>());
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical)); // else each page that outlives its server is an error in the log
        services.AddDataProtection().UseEphemeralDataProtectionProvider(); // a page that outlives its server is read anew; nothing else is sealed
    }

    public static void MapDashboard(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<Pulse>(); // hears from the first request on
        app.UseAntiforgery();
        app.MapGet("/assets/{**name}", AssetAsync).IsOpen().ExcludeFromDescription();
        app.MapGet("/assets/start", (BrowserFiles assets) => assets.Start).IsOpen().ExcludeFromDescription();
        app.MapGet("/pictures/{**id}", ItemPicture).Needs(AccessScopes.Read).ExcludeFromDescription();
        app.MapGet("/choose", Choices.Choose).IsOpen().ExcludeFromDescription();
        app.MapRazorComponents<App>().Needs(AccessScopes.Read).AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null);
    }

    /// <summary>The policy of a page; called by the page itself, before anything of it is sent.</summary>
    public static void Protect(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }

    /// <summary>The picture of an item, small and written anew: nothing of the file itself is handed out.</summary>
    private static IResult ItemPicture(HttpContext context, LiveShop shop, string id)
    {
        if (shop.Mine.Workspace.Pictures.Read(id, shop.Mine.Workspace.Products.Find(id)?.Image).Picture is not { } picture)
            return Results.NotFound();
        (context.Response.Headers.CacheControl, context.Response.Headers.XContentTypeOptions) = ("private, max-age=300", "nosniff");
        return Results.Bytes(PictureWriter.Png(picture), "image/png");
    }

    private static async Task AssetAsync(HttpContext context, BrowserFiles assets, string name)
    {
        var (request, response) = (context.Request, context.Response);
        if (assets.Of(name) is not { } asset)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        (response.ContentType, response.Headers.ETag, response.Headers.Vary) = (asset.Type, asset.Tag, "Accept-Encoding");
        response.Headers.CacheControl = request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
        if (request.Headers.IfNoneMatch == asset.Tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var isPacked = request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (isPacked)
            response.Headers.ContentEncoding = "br";
        await response.Body.WriteAsync(isPacked ? asset.Packed : asset.Plain, context.RequestAborted);
    }
}
