using System.Collections.Frozen;
using Taojin.Data;

namespace Taojin.Storage.Feeds;

/// <summary>A table of a PostgreSQL that is pulled while the server runs: <c>[pulls.NAME]</c> of taojin.toml.</summary>
public sealed record PullSettings
{
    /// <summary>Name of the feed; it begins the ids of its events, so that a row is one event for ever.</summary>
    public required string Name { get; init; }

    /// <summary>Address of the database, in which <c>${NAME}</c> is read from the environment; empty: TAOJIN_PULL_CONNECTION is the address.</summary>
    public string Connection { get; init; } = "";

    /// <summary>Table or view, with its schema where it is not in the search path.</summary>
    public required string Table { get; init; }

    /// <summary>Column that grows with each new or changed row: a time, or a number from a sequence.</summary>
    public required string Cursor { get; init; }

    /// <summary>Column that tells rows apart.</summary>
    public required string Id { get; init; }

    /// <summary>What the rows become: events, items or users.</summary>
    public string Into { get; init; } = "events";

    /// <summary>What all rows mean; null: the column of <c>kind</c> says it.</summary>
    public EventKind? Kind { get; init; }

    /// <summary>What values of the column of <c>kind</c> mean, beside the names of kinds.</summary>
    public IReadOnlyDictionary<string, EventKind> Kinds { get; init; } = FrozenDictionary<string, EventKind>.Empty;

    /// <summary>Columns by the field that they fill, such as <c>user_id = "customer"</c>.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Seconds between two looks.</summary>
    public int EverySeconds { get; init; } = 10;

    /// <summary>How far each look goes back behind the cursor, in seconds: a transaction that was open so long is not missed. Only for cursors that are times.</summary>
    public int OverlapSeconds { get; init; } = 300;
}
