using System.Globalization;
using System.Text.Json;
using Taojin.Data;

namespace Taojin.Storage.Privacy;

/// <summary>Erasures that were asked for and are not through, each in a file of its own: one that fails is not forgotten over the next.</summary>
/// <param name="folder">Where receipts stand.</param>
public sealed class PendingErasures(string folder)
{
    private const string Beginning = "pending"; // an older program wrote pending.json

    /// <summary>Whether any is there.</summary>
    public bool Any => Files().Length > 0;

    /// <summary>All of them, the oldest first; what cannot be read is left to who looks.</summary>
    internal IReadOnlyList<PendingErasure> All() => [.. Files().Select(Read).OfType<PendingErasure>()];

    /// <summary>A number that no erasure has.</summary>
    internal string NewId(Instant now) => string.Create(
        CultureInfo.InvariantCulture, $"{now.ToDateTimeOffset():yyyyMMdd-HHmmss}-{Files().Length + (Directory.Exists(folder) ? Directory.GetFiles(folder, "2*.json").Length : 0) + 1}");

    /// <summary>Writes one down, in the place of what stood there of it.</summary>
    internal void Note(PendingErasure pending)
    {
        Directory.CreateDirectory(folder);
        DurableFile.Write(PathOf(pending), JsonSerializer.Serialize(pending, Snake.Json));
        DurableFile.FlushFolder(folder);
    }

    /// <summary>It is through.</summary>
    internal void Remove(PendingErasure pending)
    {
        File.Delete(PathOf(pending));
        if (Path.Combine(folder, Beginning + ".json") is var old && Read(old)?.ReceiptId == pending.ReceiptId)
            File.Delete(old);
        DurableFile.FlushFolder(folder);
    }

    /// <summary>Takes them out of a copy, whose business they are not.</summary>
    internal void Drop()
    {
        foreach (var file in Files())
            File.Delete(file);
    }

    private string[] Files() => Directory.Exists(folder) ? [.. Directory.GetFiles(folder, Beginning + "*.json").Order(StringComparer.Ordinal)] : [];

    private string PathOf(PendingErasure pending) => Path.Combine(folder, $"{Beginning}-{pending.ReceiptId}.json");

    private static PendingErasure? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<PendingErasure>(File.ReadAllBytes(path), Snake.Json) : null;
        }
        catch (Exception fault) when (Unreachable.Is(fault))
        {
            return null;
        }
    }
}

/// <summary>An erasure that is not through.</summary>
/// <param name="UserId">The person.</param>
/// <param name="ReceiptId">Number of the erasure.</param>
/// <param name="Requested">When it was asked for.</param>
internal sealed record PendingErasure(string UserId, string ReceiptId, Instant Requested)
{
    /// <summary>What the shop itself calls the person, where that is another name.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Where all but some files is done: what the person wrote, by which it is found in them.</summary>
    public IReadOnlyList<string>? Texts { get; init; }
}
