using Microsoft.AspNetCore.Http;

namespace Taojin.Server.Access;

/// <summary>What browsers may do with an answer. A route that needs more sets its own header.</summary>
internal sealed class BrowserHeaders(RequestDelegate next)
{
    private const string Answers = "default-src 'none'; frame-ancestors 'none'";
    private const string Pages = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The page of the interface starts itself by a script in the page.</summary>
    private const string Docs = Pages + "; script-src 'self' 'unsafe-inline'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state =>
        {
            var at = (HttpContext)state;
            var isAnswer = at.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
            Set("X-Content-Type-Options", "nosniff");
            Set("X-Frame-Options", "DENY");
            Set("Referrer-Policy", "no-referrer");
            Set("Content-Security-Policy", isAnswer ? Answers : at.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal) ? Docs : Pages);
            if (isAnswer)
                Set("Cache-Control", "no-store"); // answers are about persons
            if (at.Request.IsHttps)
                Set("Strict-Transport-Security", "max-age=31536000");
            return Task.CompletedTask;

            void Set(string name, string value) => at.Response.Headers.TryAdd(name, value);
        }, context);
        return next(context);
    }
}
