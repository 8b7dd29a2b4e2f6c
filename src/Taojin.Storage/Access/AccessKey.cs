using Taojin.Data;

namespace Taojin.Storage.Access;

/// <summary>What a key lets its holder do. <see cref="Admin"/> holds the others.</summary>
[Flags]
public enum AccessScopes
{
    /// <summary>Nothing: what a route needs that anybody may call.</summary>
    None = 0,

    /// <summary>Ask: lists, predictions, reports.</summary>
    Read = 1,

    /// <summary>Tell: events, reviews, labels, plans that are recorded.</summary>
    Write = 2,

    /// <summary>Everything else: models, keys, backups, the data of single persons.</summary>
    Admin = 4,
}

/// <summary>A key as the workspace keeps it: who may do what, and a hash by which the key itself is known again.</summary>
public sealed record AccessKey
{
    /// <summary>What it is called in lists and in the audit log; no secret.</summary>
    public required string Id { get; init; }

    /// <summary>Who or what uses it, in the shop's words.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key, in hexadecimal. The key has 256 random bits, so that nothing slower is needed.</summary>
    public required string Hash { get; init; }

    /// <summary>What it may do.</summary>
    public required AccessScopes Scopes { get; init; }

    /// <summary>The only placements whose lists it may ask for, and then nothing else; empty: no such limit.</summary>
    public IReadOnlyList<string> Placements { get; init; } = [];

    /// <summary>When it was made.</summary>
    public required Instant Created { get; init; }

    /// <summary>From when on it does not open any more; null: never.</summary>
    public Instant? Expires { get; init; }

    /// <summary>Whether its scopes, admin above all, hold what is needed.</summary>
    public bool May(AccessScopes needed) => Scopes.HasFlag(AccessScopes.Admin) || (Scopes & needed) == needed;
}
