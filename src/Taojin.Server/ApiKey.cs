using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Taojin.Server;

/// <summary>Lets nobody in without the key, if there is one. Health says nothing of the data and is open.</summary>
internal sealed class ApiKey(RequestDelegate next, ServerOptions options)
{
    private const string Scheme = "Bearer ";
    private readonly byte[]? _key = options.ApiKey is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(options.ApiKey));

    public async Task InvokeAsync(HttpContext context)
    {
        if (_key is null || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) || IsRight(context.Request.Headers.Authorization.ToString()) || IsRight(Scheme + context.Request.Headers["X-API-Key"]))
        {
            await next(context);
            return;
        }
        context.Response.Headers.WWWAuthenticate = "Bearer";
        await Faults.WriteAsync(context, StatusCodes.Status401Unauthorized, "auth.key-needed", "This server answers only to its key.", "Send the header: Authorization: Bearer KEY");
    }

    /// <summary>Compares hashes in fixed time, so that neither the length nor a prefix of the key shows in the time it takes.</summary>
    private bool IsRight(string header) =>
        header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim())), _key);
}
