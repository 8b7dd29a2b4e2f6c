using System.Net;
using Microsoft.AspNetCore.Http;

namespace Taojin.Server;

/// <summary>
/// Without a key only this machine may ask, and a page of another site must not be able to pretend: a name that resolves to the
/// loopback (DNS rebinding) shows in the Host header.
/// </summary>
internal sealed class LoopbackNames(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => IsOurs(context.Request.Host.Host)
        ? next(context)
        : Faults.WriteAsync(context, StatusCodes.Status403Forbidden, "host.unknown", $"This server does not answer as {context.Request.Host.Host}.", "Ask 127.0.0.1 or localhost, or set TAOJIN_API_KEY.");

    private static bool IsOurs(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
