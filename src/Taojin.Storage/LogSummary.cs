using Taojin.Data;

namespace Taojin.Storage;

/// <summary>What a workspace holds, counted by the database.</summary>
public sealed record LogSummary
{
    /// <summary>Number of events.</summary>
    public long Events { get; init; }

    /// <summary>Number of users known.</summary>
    public long Users { get; init; }

    /// <summary>Number of items known.</summary>
    public long Items { get; init; }

    /// <summary>Number of reviews.</summary>
    public long Reviews { get; init; }

    /// <summary>Number of finished imports.</summary>
    public long Imports { get; init; }

    /// <summary>Number of events by kind.</summary>
    public IReadOnlyDictionary<string, long> EventsByKind { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Time of the first event; null without one.</summary>
    public Instant? First { get; init; }

    /// <summary>Time of the last event; null without one.</summary>
    public Instant? Last { get; init; }
}
