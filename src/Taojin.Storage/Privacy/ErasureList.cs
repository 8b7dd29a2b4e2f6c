using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Taojin.Data;

namespace Taojin.Storage.Privacy;

/// <summary>Whom a workspace has erased, as salted hashes: a backup that is restored later is gone through again by it. One small file, replaced whole.</summary>
internal sealed class ErasureList(string folder)
{
    private readonly string _path = Path.Combine(folder, "erasures", "erasures.json");

    /// <summary>All entries.</summary>
    public IReadOnlyList<Entry> All() => Read().Entries;

    /// <summary>Adds a person, once for one erasure; the time of one that is there already is said anew.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="receiptId">Number of the erasure.</param>
    /// <param name="time">When they were gone; null while the erasure is under way.</param>
    public void Add(string userId, string receiptId, Instant? time)
    {
        var (salt, entries) = Read();
        var hash = HashOf(salt, userId);
        Write(new(salt, [.. entries.Where(entry => entry.ReceiptId != receiptId || entry.Hash != hash), new(receiptId, time, hash)]));
    }

    /// <summary>Those among some ids who are in a copy and were erased after it was made: who came back before that is somebody new.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="names">What somebody of an id may have been called then.</param>
    /// <param name="made">When the copy was made.</param>
    public IReadOnlyList<string> Among(IEnumerable<string> ids, Func<string, IEnumerable<string>> names, Instant made)
    {
        var (own, all) = Read();
        var entries = all.Where(entry => entry.Time is not { } time || time >= made);
        var lists = entries.GroupBy(entry => entry.Salt ?? own, StringComparer.Ordinal).Select(list => (Salt: list.Key, Hashes: list.Select(entry => entry.Hash).ToHashSet(StringComparer.Ordinal))).ToArray();
        return lists.Length == 0 ? [] : [.. ids.Where(id => names(id).Any(name => lists.Any(list => list.Hashes.Contains(HashOf(list.Salt, name)))))];
    }

    /// <summary>Takes over the list of another folder beside its own.</summary>
    public void AddFrom(string other)
    {
        if (!File.Exists(new ErasureList(other)._path))
            return;
        var (held, from) = (Read(), new ErasureList(other).Read());
        var salted = from.Entries.Select(entry => entry with { Salt = (entry.Salt ?? from.Salt) is var salt && salt == held.Salt ? null : salt });
        Write(held.Entries.Count == 0 ? from : held with { Entries = [.. held.Entries.Concat(salted).GroupBy(entry => (entry.Hash, entry.ReceiptId)).Select(same => same.MaxBy(entry => entry.Time)!)] });
    }

    /// <summary>Of a copy that was gone through for all of them none is under way.</summary>
    public void Settle(Instant time)
    {
        var (salt, entries) = Read();
        if (entries.Any(entry => entry.Time is null))
            Write(new(salt, [.. entries.Select(entry => entry with { Time = entry.Time ?? time })]));
    }

    private Held Read() => File.Exists(_path)
        ? JsonSerializer.Deserialize<Held>(File.ReadAllBytes(_path), Snake.Json)!
        : new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder))), []);

    private void Write(Held held)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        DurableFile.Write(_path, JsonSerializer.Serialize(held, Snake.Json));
    }

    private static string HashOf(string salt, string userId) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(salt), Encoding.UTF8.GetBytes(userId)));

    /// <summary>One erasure; it is under way while it has no time.</summary>
    internal sealed record Entry(string ReceiptId, Instant? Time, string Hash)
    {
        /// <summary>With what it was hashed, where it was taken over from another list.</summary>
        public string? Salt { get; init; }
    }

    private sealed record Held(string Salt, IReadOnlyList<Entry> Entries);
}
