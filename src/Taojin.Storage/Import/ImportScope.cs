using Taojin.Storage.Privacy;

namespace Taojin.Storage.Import;

/// <summary>What belongs to one import: its number, its bounds, where its rows go.</summary>
internal sealed class ImportScope
{
    /// <summary>Most bytes of an id.</summary>
    public const int IdLimit = 256;

    /// <summary>Number of the import.</summary>
    public required int ImportNumber { get; init; }

    /// <summary>Number of the first event.</summary>
    public required long FirstEventNo { get; init; }

    /// <summary>The workspace's settings.</summary>
    public required WorkspaceSettings Settings { get; init; }

    /// <summary>The earliest and the latest plausible time, in microseconds.</summary>
    public required long Earliest { get; init; }

    /// <summary>The latest plausible time, in microseconds.</summary>
    public required long Latest { get; init; }

    /// <summary>Ids of users and items and their indexes.</summary>
    public required LogIds Ids { get; init; }

    /// <summary>What event rows say of items.</summary>
    public required ItemFacts Facts { get; init; }

    /// <summary>Rows of the catalogue, of users and of reviews.</summary>
    public required SideTables Tables { get; init; }

    /// <summary>Names of users in the workspace.</summary>
    public required Pseudonyms Pseudonyms { get; init; }

    /// <summary>Rows of orders, campaigns, exposures and redemptions.</summary>
    public TradeTables Trade { get; } = new();

    /// <summary>Rows that were not taken.</summary>
    public required RejectsFile Rejects { get; init; }

    /// <summary>Bytes of all files, packed; 0 when unknown.</summary>
    public long TotalBytes { get; init; }

    /// <summary>Whom to tell how far it is.</summary>
    public IProgress<ImportProgress>? Progress { get; init; }

    /// <summary>Asks to stop; then nothing is kept.</summary>
    public CancellationToken Cancellation { get; init; }
}
