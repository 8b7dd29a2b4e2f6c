using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Taojin.Server.Access;

/// <summary>Browsers that have shown a key once. The cookie is a random name for the key, which stays in memory; a restart signs everybody out.</summary>
/// <param name="clock">Says when a cookie ends.</param>
internal sealed class SignedIn(TimeProvider clock)
{
    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "taojin_session";

    private const int Most = 10_000;
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);
    private readonly ConcurrentDictionary<string, (string Secret, DateTimeOffset Until)> _open = new(StringComparer.Ordinal);

    /// <summary>Signs a browser in.</summary>
    public void Begin(HttpContext context, string secret)
    {
        var (name, now) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), clock.GetUtcNow());
        foreach (var (old, held) in _open)
            if (held.Until <= now || _open.Count >= Most)
                _open.TryRemove(old, out _);
        _open[name] = (secret, now + Life);
        context.Response.Cookies.Append(Cookie, name, new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = Life, Path = "/", IsEssential = true });
    }

    /// <summary>Signs a browser out.</summary>
    public void End(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is { } name)
            _open.TryRemove(name, out _);
        context.Response.Cookies.Delete(Cookie);
    }

    /// <summary>The key that a browser has shown, or null.</summary>
    public string? SecretOf(HttpRequest request) => request.Cookies[Cookie] is { } name ? SecretOf(name) : null;

    /// <summary>The key behind a cookie; null when it was never given, or has ended.</summary>
    public string? SecretOf(string name) => _open.TryGetValue(name, out var held) && held.Until > clock.GetUtcNow() ? held.Secret : null;
}
