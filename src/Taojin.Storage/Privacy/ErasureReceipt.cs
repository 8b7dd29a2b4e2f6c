using Taojin.Data;

namespace Taojin.Storage.Privacy;

/// <summary>What an erasure did, what was made anew, and what remains until when. It does not name the person.</summary>
public sealed record ErasureReceipt
{
    /// <summary>Number of the erasure; the receipt stands in <c>erasures/</c>.</summary>
    public required string ReceiptId { get; init; }

    /// <summary>When it was asked for.</summary>
    public required Instant Requested { get; init; }

    /// <summary>When it was done.</summary>
    public Instant Finished { get; init; }

    /// <summary>Whether anything was known of the person.</summary>
    public bool WasKnown { get; init; }

    /// <summary>Rows that each table lost; the database file was written anew after that.</summary>
    public IReadOnlyDictionary<string, long> Rows { get; init; } = new Dictionary<string, long>();

    /// <summary>Versions of models whose row of the person was emptied.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Files that named the person, and what became of them.</summary>
    public IReadOnlyList<ErasedFile> Files { get; init; } = [];

    /// <summary>Backups, and what became of them.</summary>
    public IReadOnlyList<ErasedFile> Backups { get; init; } = [];

    /// <summary>What is left, and until when.</summary>
    public IReadOnlyList<RemainingTrace> Remains { get; init; } = [];
}

/// <summary>A file or backup that an erasure went through.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="What">What became of it.</param>
public sealed record ErasedFile(string Path, string What);

/// <summary>Something that an erasure cannot end at once.</summary>
/// <param name="What">What it is.</param>
/// <param name="WhatZh">The same in Chinese.</param>
/// <param name="Until">When it is gone; null when that is not in this program's hand.</param>
public sealed record RemainingTrace(string What, string WhatZh, Instant? Until);
