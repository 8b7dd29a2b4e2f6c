using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Taojin.Data;

namespace Taojin.Storage.Access;

/// <summary>The keys of a workspace: <c>keys.json</c>, replaced whole. It needs no lock of the workspace, so that keys can be made and revoked while a server runs.</summary>
/// <param name="folder">Folder of the workspace.</param>
/// <param name="clock">Says when a key was made, and whether it is still good.</param>
public sealed class KeyFile(string folder, TimeProvider clock)
{
    private const string Prefix = "tj_";
    private readonly string _path = Path.Combine(folder, "keys.json");

    /// <summary>When the file was last written; the same until a key is made or revoked.</summary>
    public DateTime Stamp => File.GetLastWriteTimeUtc(_path);

    /// <summary>All keys, in the order they were made.</summary>
    /// <exception cref="TaojinException">keys.damaged: nobody is let in by a file that cannot be read.</exception>
    public IReadOnlyList<AccessKey> All()
    {
        if (!File.Exists(_path))
            return [];
        try
        {
            return JsonSerializer.Deserialize<AccessKey[]>(File.ReadAllBytes(_path), Snake.Json) ?? [];
        }
        catch (JsonException damage)
        {
            throw new TaojinException("keys.damaged", $"{_path} cannot be read: {damage.Message}", "Restore it from a backup, or remove it and make new keys: ./taojin keys add", damage);
        }
    }

    /// <summary>Makes a key. It can be seen only now: the workspace keeps its hash.</summary>
    /// <param name="name">Who or what uses it, 1 to 100 characters.</param>
    /// <param name="scopes">What it may do.</param>
    /// <param name="placements">The only placements it may ask for; empty: no such limit.</param>
    /// <param name="life">How long it opens; null: until it is revoked.</param>
    /// <exception cref="TaojinException">keys.invalid.</exception>
    public (AccessKey Key, string Secret) Add(string name, AccessScopes scopes, IReadOnlyList<string> placements, TimeSpan? life = null)
    {
        if (name.Trim().Length is 0 or > 100 || scopes == AccessScopes.None)
            throw new TaojinException("keys.invalid", "A key needs a name of 1 to 100 characters and a scope.", "Such as: ./taojin keys add website --scope read --scope write");
        if (placements.Count > 0 && scopes != AccessScopes.Read)
            throw new TaojinException("keys.invalid", "A key for placements can only read.", "Leave --scope out, or make another key for the rest.");
        var now = Instant.Of(clock.GetUtcNow());
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var secret = $"{Prefix}{id}_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=')}";
        var key = new AccessKey { Id = id, Name = name.Trim(), Hash = HashOf(secret), Scopes = scopes, Placements = placements, Created = now, Expires = life is { } time ? now + time : null };
        using (Turn())
            Write([.. All(), key]);
        return (key, secret);
    }

    /// <summary>Takes a key away; whoever shows it is refused from now on (a running server notices within a second).</summary>
    /// <exception cref="TaojinException">key.unknown.</exception>
    public AccessKey Revoke(string id)
    {
        using var turn = Turn();
        var keys = All();
        var gone = keys.FirstOrDefault(key => key.Id == id) ?? throw new TaojinException("key.unknown", $"There is no key '{id}'.", "See: ./taojin keys list");
        Write([.. keys.Where(key => key.Id != id)]);
        return gone;
    }

    /// <summary>Takes all other keys away.</summary>
    internal void Keep(IReadOnlyCollection<string> ids)
    {
        using (Turn())
            Write([.. All().Where(key => ids.Contains(key.Id))]);
        File.Delete($"{_path}.lock");
    }

    /// <summary>The key that a secret is, or null. Hashes are compared in fixed time.</summary>
    public static AccessKey? Find(IReadOnlyList<AccessKey> keys, string secret, Instant now)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var hash = Encoding.ASCII.GetBytes(HashOf(secret));
        return keys.FirstOrDefault(key => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(key.Hash), hash) && !(key.Expires <= now));
    }

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>One at a time changes the file, a server and a command line too: else a key that was revoked could come back.</summary>
    /// <exception cref="TaojinException">keys.busy.</exception>
    private FileStream Turn()
    {
        FileStream? file = null;
        return SpinWait.SpinUntil(() => (file = TryTurn()) is not null, TimeSpan.FromSeconds(2))
            ? file!
            : throw new TaojinException("keys.busy", $"Somebody else has held {_path}.lock for two seconds.", "Try again; nothing was changed.");
    }

    private FileStream? TryTurn()
    {
        try
        {
            return new($"{_path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null; // another has the turn
        }
    }

    private void Write(AccessKey[] keys)
    {
        DurableFile.Write(_path, JsonSerializer.Serialize(keys, Snake.Json));
        DurableFile.FlushFolder(folder);
    }
}
