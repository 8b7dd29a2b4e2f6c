using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Taojin.Data;
using Taojin.Storage.Access;

namespace Taojin.Server.Access;

/// <summary>Knows callers by what they show: a key in a header, or a cookie that was given for one. A key that is made while the server runs counts at once, one that is revoked within a second.</summary>
internal sealed class Keyring
{
    private const string Scheme = "Bearer ";
    private readonly Lock _turn = new();
    private readonly KeyFile _file;
    private readonly SignedIn _sessions;
    private readonly TimeProvider _clock;
    private readonly byte[]? _environment;
    private IReadOnlyList<AccessKey> _keys = [];
    private DateTime _stamp = DateTime.MinValue;
    private long _looked;

    /// <param name="file">The workspace's keys.</param>
    /// <param name="sessions">Who has signed in.</param>
    /// <param name="clock">Says which keys are still good.</param>
    /// <param name="environmentKey">TAOJIN_API_KEY or null.</param>
    public Keyring(KeyFile file, SignedIn sessions, TimeProvider clock, string? environmentKey)
    {
        (_file, _sessions, _clock) = (file, sessions, clock);
        _environment = environmentKey is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(environmentKey));
        _keys = file.All();
        (_stamp, _looked) = (file.Stamp, clock.GetTimestamp());
        IsClosed = environmentKey is not null || _keys.Count > 0;
    }

    /// <summary>Whether a key is asked for. Once closed it stays so until the server ends, even if the last key is revoked.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether the environment holds the owner's key.</summary>
    public bool HasOwner => _environment is not null;

    /// <summary>Who asks; null when nobody known does.</summary>
    public Caller? CallerOf(HttpRequest request)
    {
        var secret = Shown(request);
        var isCookie = secret is null && (secret = _sessions.SecretOf(request)) is not null;
        if (secret is not null && Find(secret) is { } caller)
            return caller with { IsBrowser = isCookie };
        return Keys().Count == 0 && !IsClosed ? Caller.Loopback : null;
    }

    /// <summary>The caller whom a key belongs to, or null.</summary>
    public Caller? Find(string secret) =>
        _environment is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), _environment) ? Caller.Environment
        : (Known(Keys(), secret) ?? Known(Keys(isLookedAgain: true), secret)) is { } key ? new(key.Id, key) // a key so new that it is not read yet is no wrong one
        : null;

    private AccessKey? Known(IReadOnlyList<AccessKey> keys, string secret) => KeyFile.Find(keys, secret, Instant.Of(_clock.GetUtcNow()));

    /// <summary>Whether a key is shown, right or wrong. A cookie is none: nobody guesses it.</summary>
    public static bool IsKeyShown(HttpRequest request) => Shown(request) is not null;

    private static string? Shown(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return header[Scheme.Length..].Trim();
        return request.Headers.TryGetValue("X-API-Key", out var key) ? key.ToString() : null;
    }

    private IReadOnlyList<AccessKey> Keys(bool isLookedAgain = false)
    {
        lock (_turn)
        {
            if (!isLookedAgain && _clock.GetElapsedTime(_looked) < TimeSpan.FromSeconds(1))
                return _keys;
            _looked = _clock.GetTimestamp();
            if (_file.Stamp is var stamp && stamp != _stamp)
                (_keys, _stamp) = (_file.All(), stamp);
            IsClosed |= _keys.Count > 0;
            return _keys;
        }
    }
}
