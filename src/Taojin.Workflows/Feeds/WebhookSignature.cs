using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Taojin.Workflows.Feeds;

/// <summary>Says whether a message came from who knows the secret, and not long ago. Compared in fixed time, over the bytes as they came.</summary>
/// <param name="secret">The shared secret.</param>
/// <param name="clock">Says how old a message is.</param>
public sealed class WebhookSignature(string secret, TimeProvider clock)
{
    /// <summary>How old a message may be, and how far ahead its clock.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);

    /// <summary>Checks <c>t=UNIX_SECONDS,v1=HEX</c>, where the HMAC-SHA-256 is over <c>t.BODY</c>.</summary>
    public bool IsRight(string header, ReadOnlySpan<byte> body) => NameOf(header, body) is not null;

    /// <summary>What a message is known by, however its header is written; null where the signature is not right, or is too old.</summary>
    public string? NameOf(string header, ReadOnlySpan<byte> body)
    {
        var parts = header.Split(',', StringSplitOptions.TrimEntries).Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToLookup(part => part[0], part => part[1], StringComparer.Ordinal);
        if (!long.TryParse(parts["t"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var time) || time > 253_402_300_799)
            return null;
        if ((clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(time)).Duration() > Window)
            return null;
        byte[] signed = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{time}.")), .. body];
        var name = Convert.ToHexStringLower(HMACSHA256.HashData(_secret, signed)); // the time is signed too
        var right = Encoding.ASCII.GetBytes(name);
        return parts["v1"].Any(said => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(said.ToLowerInvariant()), right)) ? name : null;
    }

    /// <summary>Checks the header <c>X-Shopify-Hmac-Sha256</c>: Base64 of the HMAC-SHA-256 over the body. It has no time; the order's own ids make a repetition harmless.</summary>
    public bool IsRightForShopify(string header, ReadOnlySpan<byte> body) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(header), Encoding.ASCII.GetBytes(Convert.ToBase64String(HMACSHA256.HashData(_secret, body))));

    /// <summary>The header for a message that is sent now.</summary>
    public string Sign(ReadOnlySpan<byte> body)
    {
        var time = clock.GetUtcNow().ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{time}.")), .. body];
        return string.Create(CultureInfo.InvariantCulture, $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(_secret, signed))}");
    }
}
