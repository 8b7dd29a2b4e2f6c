using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Taojin.Storage.Access;

namespace Taojin.Server.Access;

/// <summary>Lets a request through to its route when its caller may call it; what declares no scope is closed.</summary>
internal sealed class Gate(RequestDelegate next, Keyring keyring, Limits limits)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var route = endpoint?.Metadata.GetMetadata<RouteScope>();
        var isOpen = route is { Scope: AccessScopes.None };
        var locked = !isOpen && keyring.IsClosed && Keyring.IsKeyShown(context.Request) ? limits.WaitOfLocked(context) : null;
        var caller = isOpen || locked is not null ? null : keyring.CallerOf(context.Request);
        if (caller is not null)
            context.Features.Set(caller);
        if (limits.WaitOf(caller, context) is { } wait)
            await WaitAsync(context, wait, "limit.requests", "More requests came than this key or address may send.");
        else if (caller is null && !isOpen)
            await TurnAwayAsync(context, locked);
        else if (caller is { IsBrowser: true } && IsFromElsewhere(context.Request))
            await Faults.WriteAsync(context, StatusCodes.Status403Forbidden, "auth.origin", "A page of another site asked in your name.", "Ask with a key in the header Authorization, or open the page of this server.");
        else if (endpoint is RouteEndpoint && route is null)
            await Faults.WriteAsync(context, StatusCodes.Status403Forbidden, "route.undeclared", "This route declares no scope, so nobody may call it.", "Report it: the program is at fault.");
        else if (!isOpen && route is not null && !caller!.May(route, context.Request.Query["placement"]))
            await Faults.WriteAsync(context, StatusCodes.Status403Forbidden, "auth.scope", $"This key does not have the scope '{NameOf(route)}', or not for this placement.", "Ask whoever runs the server for another key: ./taojin keys add");
        else
            await next(context);
    }

    /// <summary>The scope's name in documents and logs.</summary>
    public static string NameOf(RouteScope route) => route.Scope == AccessScopes.None ? "open" : route.Scope.ToString().ToLowerInvariant();

    private async Task TurnAwayAsync(HttpContext context, TimeSpan? locked)
    {
        if ((locked ?? (Keyring.IsKeyShown(context.Request) ? limits.NoteWrongKey(context) : null)) is { } wait)
            await WaitAsync(context, wait, "limit.wrong-keys", "Too many wrong keys came from this address.");
        else if (IsGorse(context.Request))
            await WriteTextAsync(context, StatusCodes.Status401Unauthorized, "unauthorized");
        else if (IsPage(context.Request))
            context.Response.Redirect($"{context.Request.PathBase}/sign-in?to={Uri.EscapeDataString($"{context.Request.PathBase}{context.Request.Path}{context.Request.QueryString}")}");
        else
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Faults.WriteAsync(context, StatusCodes.Status401Unauthorized, "auth.key-needed", "This server answers only to its keys.", "Send the header: Authorization: Bearer KEY");
        }
    }

    private static Task WaitAsync(HttpContext context, TimeSpan wait, string code, string detail)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Faults.WriteAsync(context, StatusCodes.Status429TooManyRequests, code, detail, "Wait as long as Retry-After says, or raise the limit in [server] of taojin.toml.");
    }

    /// <summary>The Gorse interface speaks plain text.</summary>
    private static bool IsGorse(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && !request.Path.StartsWithSegments("/api/v1", StringComparison.Ordinal);

    private static Task WriteTextAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static bool IsPage(HttpRequest request) => HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    /// <summary>Browsers say where a page comes from that sends, or opens a socket.</summary>
    private static bool IsFromElsewhere(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value);
}
