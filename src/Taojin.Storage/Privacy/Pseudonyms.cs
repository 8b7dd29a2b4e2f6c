using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Taojin.Data;

namespace Taojin.Storage.Privacy;

/// <summary>
/// Names for users that only the holder of a key can tell from ids: HMAC-SHA-256, cut to 128 bits. The key stands outside of the workspace.
/// Keys are a chain: a rotation adds one and names every name again, so that ids need not be kept to do it, and all keys together find a
/// user by the shop's own id. A name says how many keys it stands behind (<c>pn_…</c>, then <c>pn2_…</c>, …): to name twice names once.
/// </summary>
/// <remarks>Safe for several threads. A rotation lets all who hold it name under the new key from one moment on.</remarks>
public sealed partial class Pseudonyms
{
    private readonly string _folder;
    private readonly PrivacySettings _settings;
    private volatile byte[][] _keys;
    private volatile int _generation;

    private Pseudonyms(string folder, PrivacySettings settings, byte[][] keys) => (_folder, _settings, _keys) = (folder, settings, keys);

    /// <summary>Is held while names become others, and while a copy is made that must not see that half done.</summary>
    internal Lock Rotating { get; } = new();

    /// <summary>Ids stay as they come.</summary>
    public static Pseudonyms None { get; } = new("", new(), []);

    /// <summary>Keys of a process that has no workspace, such as a node of a cluster.</summary>
    /// <param name="keys">As in TAOJIN_PSEUDONYM_KEY, the oldest first; null or empty: none.</param>
    /// <exception cref="TaojinException">privacy.key-short.</exception>
    public static Pseudonyms OfKeys(string? keys)
    {
        if (string.IsNullOrEmpty(keys))
            return None;
        var names = new Pseudonyms("", new(), Parse(keys));
        names.Turn(names.Newest);
        return names;
    }

    /// <summary>Whether ids are replaced.</summary>
    public bool IsOn => _generation > 0;

    /// <summary>How many keys the names stand behind; 0 while ids stay as they come.</summary>
    public int Generation => _generation;

    /// <summary>How many keys there are: more than <see cref="Generation"/> when a rotation is due.</summary>
    public int Newest => _keys.Length;

    /// <summary>The name of a user in the workspace. A name stays what it is; one of before a rotation becomes today's.</summary>
    public string Of(string userId)
    {
        var (keys, generation) = (_keys, _generation);
        if (generation == 0 || userId.Length == 0)
            return userId;
        for (var next = GenerationOf(userId); next < generation; next++)
            userId = Keyed(userId, keys[next], next + 1);
        return userId;
    }

    /// <summary>A hash of a text that a caller chose: under the oldest key, which stays when others come, or under none where there is none.</summary>
    internal string Hidden(string text) => Base64Url.EncodeToString(IsOn ? HMACSHA256.HashData(_keys[0], Encoding.UTF8.GetBytes(text)) : SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Today's name of somebody who was called otherwise before a rotation; null for everybody else.</summary>
    public string? Renewed(string userId) => IsOlder(userId) ? Of(userId) : null;

    /// <summary>The name as it was, and every one that later keys have made of it.</summary>
    internal IEnumerable<string> Since(string userId)
    {
        yield return userId;
        for (var next = GenerationOf(userId); IsOn && next < _generation; next++)
            yield return userId = Keyed(userId, _keys[next], next + 1);
    }

    /// <summary>A text with today's names in the place of those of before a rotation.</summary>
    internal string Renamed(string text) => Name().Replace(text, found => Of(found.Value));

    /// <summary>Whether a name stands behind fewer keys than today's; ids that came before there was a key are none.</summary>
    internal bool IsOlder(string userId) => GenerationOf(userId) is > 0 and var generation && generation < _generation;

    /// <summary>Reads the keys that the environment or the settings name. A folder without a mark is to get one before anything is named.</summary>
    /// <exception cref="TaojinException">privacy.key-*: it cannot be read, is too short, stands in the workspace, or is not the one that the workspace was filled with.</exception>
    public static Pseudonyms Open(string folder, PrivacySettings settings)
    {
        var names = new Pseudonyms(folder, settings, KeysOf(folder, settings));
        var mark = MarkOf(folder);
        if (mark is not null)
            names.Follow(GenerationOf(mark), mark);
        else if (names.Newest > 0)
            names.Turn(names.Newest);
        return names;
    }

    /// <summary>Reads the keys again: a rotation needs one that came since.</summary>
    internal void ReadKeys()
    {
        var keys = KeysOf(_folder, _settings);
        if (!keys.Take(_generation).Zip(_keys).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)) || keys.Length < _generation)
            throw Missing();
        _keys = keys;
    }

    /// <summary>From now on names stand behind so many keys, in memory only.</summary>
    internal void Turn(int generation) => _generation = generation;

    /// <summary>The same keys, with names behind so many of them: what a folder is brought to before it is said to be there.</summary>
    internal Pseudonyms At(int generation) => new(_folder, _settings, _keys) { _generation = generation };

    /// <summary>Goes on where somebody else has come to.</summary>
    /// <exception cref="TaojinException">privacy.key-missing: these keys are not the ones.</exception>
    internal void Follow(int generation, string mark)
    {
        if (generation > Newest || Mark(generation) != mark)
            throw Missing();
        Turn(generation);
    }

    /// <summary>Writes down in a folder how many keys its names stand behind.</summary>
    internal void MarkIn(string folder) => DurableFile.Write(Path.Combine(folder, MarkFile), Mark(_generation));

    /// <summary>Says which keys they are, without saying them.</summary>
    internal string Mark(int generation)
    {
        var mark = "taojin";
        for (var next = 0; next < generation; next++)
            mark = Keyed(mark, _keys[next], next + 1);
        return mark;
    }

    /// <summary>What stands in a folder of a mark; null where nothing was named yet.</summary>
    internal static string? MarkOf(string folder) => Path.Combine(folder, MarkFile) is var path && File.Exists(path) ? File.ReadAllText(path).Trim() : null;

    /// <summary>Behind how many keys a name stands; 0 for an id.</summary>
    internal static int GenerationOf(string id) => id.StartsWith("pn", StringComparison.Ordinal) && Name().Match(id) is { Success: true } found && found.Length == id.Length
        ? found.Groups["nth"].Length == 0 ? 1 : int.Parse(found.Groups["nth"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
        : 0;

    internal const string MarkFile = "pseudonyms.txt";

    private static TaojinException Missing() => new(
        "privacy.key-missing", "This workspace was filled under another key of pseudonyms.", "Set TAOJIN_PSEUDONYM_KEY or privacy.pseudonym_key_file to that key, and after a rotation to all of them, the oldest first: with another one every user would be somebody new.");

    private static string Keyed(string id, byte[] key, int generation) => string.Create(
        CultureInfo.InvariantCulture, $"pn{(generation == 1 ? "" : generation)}_{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(id)).AsSpan(0, 16))}");

    [GeneratedRegex("pn(?<nth>[2-9]|[1-9][0-9]{1,3})?_[A-Za-z0-9_-]{22}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();

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
