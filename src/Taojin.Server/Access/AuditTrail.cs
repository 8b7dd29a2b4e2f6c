using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Taojin.Data;
using Taojin.Storage.Access;

namespace Taojin.Server.Access;

/// <summary>Notes who did what: everything that needs the admin scope, every change of what was there, and what was refused: a few lines a minute of each caller, the rest by its number.</summary>
internal sealed partial class AuditTrail(RequestDelegate next, AuditFile audit, Refusals refusals, ILogger<AuditTrail> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        var route = context.GetEndpoint()?.Metadata.GetMetadata<RouteScope>();
        if (IsRefused(context) ? refusals.IsNoted(context.Features.Get<Caller>()?.Id ?? Limits.AddressOf(context)) : IsNoted(context, route))
            Note(context, route);
    }

    private void Note(HttpContext context, RouteScope? route)
    {
        var pattern = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimEnd('/') ?? "(no route)";
        try
        {
            audit.Add(new()
            {
                Time = Instant.Of(TimeProvider.System.GetUtcNow()), // not the shop's clock, which may stand in another year
                Key = context.Features.Get<Caller>()?.Id ?? "-",
                Act = $"{context.Request.Method} {pattern}",
                Scope = route is null ? null : Gate.NameOf(route),
                Outcome = context.Response.StatusCode.ToString(CultureInfo.InvariantCulture),
                TraceId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
            });
        }
        catch (IOException fault)
        {
            NotWritten(log, fault.GetType().Name);
        }
    }

    /// <summary>Events come by thousands and are their own record; deletions and corrections are noted.</summary>
    private static bool IsNoted(HttpContext context, RouteScope? route) =>
        route is { Scope: AccessScopes.Admin, IsPolled: false }
        || (route is { Scope: AccessScopes.Write } && !HttpMethods.IsPost(context.Request.Method));

    private static bool IsRefused(HttpContext context) =>
        context.Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests;

    [LoggerMessage(Level = LogLevel.Error, Message = "An act could not be written into the audit log: {Kind}. Look at the disk.")]
    private static partial void NotWritten(ILogger log, string kind);
}
