using Taojin.Data;

namespace Taojin.Storage.Privacy;

/// <summary>What a rotation of the key of pseudonyms did, and what remains. It names no key and no user.</summary>
public sealed record RotationReceipt
{
    /// <summary>Number of the rotation; the receipt stands in <c>rotations/</c>.</summary>
    public required string ReceiptId { get; init; }

    /// <summary>When it was asked for.</summary>
    public required Instant Requested { get; init; }

    /// <summary>When it was done.</summary>
    public Instant Finished { get; init; }

    /// <summary>How many keys names stand behind now.</summary>
    public int Generation { get; init; }

    /// <summary>Rows of each table that hold another name now; the database file was written anew after that.</summary>
    public IReadOnlyDictionary<string, long> Rows { get; init; } = new Dictionary<string, long>();

    /// <summary>Versions of models whose users have their new names. They answer as before.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Files that held older names, and what became of them.</summary>
    public IReadOnlyList<ErasedFile> Files { get; init; } = [];

    /// <summary>Backups, and what became of them.</summary>
    public IReadOnlyList<ErasedFile> Backups { get; init; } = [];

    /// <summary>What is left, and until when.</summary>
    public IReadOnlyList<RemainingTrace> Remains { get; init; } = [];
}
