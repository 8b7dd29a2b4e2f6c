using System.Security.Cryptography;
using System.Text;
using Taojin.Data;

namespace Taojin.Storage.Privacy;

/// <summary>
/// Names for users that only the holder of a key can tell from ids: HMAC-SHA-256, cut to 128 bits. The key stands outside of the workspace.
/// Several keys are one after another: a rotated workspace needs all of them to find a user by the shop's own id.
/// </summary>
public sealed class Pseudonyms
{
    private const string Prefix = "pn_";
    private const int Length = 25;
    private readonly byte[][] _keys;

    private Pseudonyms(byte[][] keys) => _keys = keys;

    /// <summary>Ids stay as they come.</summary>
    public static Pseudonyms None { get; } = new([]);

    /// <summary>Whether ids are replaced.</summary>
    public bool IsOn => _keys.Length > 0;

    /// <summary>The name of a user in the workspace; a pseudonym stays what it is, so that lists that Taojin wrote can be read again.</summary>
    public string Of(string userId) => IsOn && userId.Length > 0 && !IsPseudonym(userId) ? _keys.Aggregate(userId, Keyed) : userId;

    /// <summary>Reads the keys that the environment or the settings name.</summary>
    /// <exception cref="TaojinException">privacy.key-*: it cannot be read, is too short, stands in the workspace, or is not the one that the workspace was filled with.</exception>
    public static Pseudonyms Open(string folder, PrivacySettings settings)
    {
        var names = new Pseudonyms(KeysOf(folder, settings));
        var mark = Path.Combine(folder, "pseudonyms.txt");
        var known = File.Exists(mark) ? File.ReadAllText(mark).Trim() : null;
        if (known is null && names.IsOn)
            DurableFile.Write(mark, names.Mark());
        else if (known is not null && known != (names.IsOn ? names.Mark() : ""))
            throw new TaojinException("privacy.key-missing", "This workspace was filled under another key of pseudonyms.", "Set TAOJIN_PSEUDONYM_KEY or privacy.pseudonym_key_file to that key: with another one every user would be somebody new.");
        return names;
    }

    /// <summary>Says that the keys are the ones of the workspace, without saying them.</summary>
    private string Mark() => _keys.Aggregate("taojin", Keyed);

    private static bool IsPseudonym(string id) => id.Length == Length && id.StartsWith(Prefix, StringComparison.Ordinal);

    private static string Keyed(string id, byte[] key) =>
        Prefix + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(id)), 0, 16).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    private static byte[][] KeysOf(string folder, PrivacySettings settings)
    {
        if (Environment.GetEnvironmentVariable("TAOJIN_PSEUDONYM_KEY") is { Length: > 0 } text)
            return Parse(text);
        if (settings.PseudonymKeyFile.Length == 0)
            return [];
        var path = Path.GetFullPath(Path.Combine(folder, settings.PseudonymKeyFile));
        if (path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new TaojinException("privacy.key-inside", $"The key of pseudonyms stands in the workspace: {path}.", "Keep it elsewhere: whoever copies the workspace must not get it.");
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new TaojinException("privacy.key-unreadable", $"The key of pseudonyms cannot be read: {fault.Message}", $"Check {path}, or make a key: openssl rand -hex 32", fault);
        }
    }

    private static byte[][] Parse(string text)
    {
        var keys = text.Split([' ', '\n', '\r', ','], StringSplitOptions.RemoveEmptyEntries);
        return keys.Length > 0 && keys.All(key => key.Length >= 32)
            ? [.. keys.Select(Encoding.UTF8.GetBytes)]
            : throw new TaojinException("privacy.key-short", "A key of pseudonyms has fewer than 32 characters.", "Make one: openssl rand -hex 32");
    }
}
