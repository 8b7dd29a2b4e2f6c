using Microsoft.AspNetCore.Http;

namespace Taojin.Server;

/// <summary>Turns away at once what would only wait: with more than so many requests under way each further one would make all of them slower and none of them sooner.</summary>
internal sealed class Overload(RequestDelegate next)
{
    private const int MostUnderWay = 256;
    private int _underWay;

    public async Task InvokeAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref _underWay) > MostUnderWay && !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            Interlocked.Decrement(ref _underWay);
            context.Response.Headers.RetryAfter = "1";
            await Faults.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "server.busy", $"{MostUnderWay} requests are under way.", "Send it again after a second.");
            return;
        }
        try
        {
            await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
