using System.Text.Json.Serialization;
using Taojin.Data;

namespace Taojin.Storage;

/// <summary>What an import did. <see cref="Read"/> = <see cref="Accepted"/> + <see cref="Rejected"/> + <see cref="Duplicate"/>, always.</summary>
public sealed record ImportReceipt
{
    /// <summary>Number of the import in this workspace, such as <c>000001</c>; its folder is imports/000001.</summary>
    public required string ImportId { get; init; }

    /// <summary>What was imported, in its written form.</summary>
    public required string Source { get; init; }

    /// <summary>Rows that were read, without headers and blank lines.</summary>
    public required long Read { get; init; }

    /// <summary>Rows that are new in the workspace.</summary>
    public required long Accepted { get; init; }

    /// <summary>Rows that cannot be used; each stands in <see cref="RejectsFile"/>.</summary>
    public required long Rejected { get; init; }

    /// <summary>Rows that the workspace holds already.</summary>
    public required long Duplicate { get; init; }

    /// <summary>Number of rejected rows by code.</summary>
    public IReadOnlyDictionary<string, long> RejectedByCode { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Number of accepted events by kind.</summary>
    public IReadOnlyDictionary<string, long> AcceptedByKind { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Time of the first accepted event; null without one.</summary>
    public Instant? First { get; init; }

    /// <summary>Time of the last accepted event; null without one.</summary>
    public Instant? Last { get; init; }

    /// <summary>Rows of the catalogue, users and reviews among the accepted, by table.</summary>
    public IReadOnlyDictionary<string, long> AcceptedByTable { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Path of the file of rejected rows; null when there are none.</summary>
    public string? RejectsFile { get; init; }

    /// <summary>How each file was read, in order.</summary>
    public IReadOnlyList<DetectedFormat> Detected { get; init; } = [];

    /// <summary>What a person should know besides, such as that a file breaks off.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Wall-clock seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>When it was done; known of receipts that are read again.</summary>
    [JsonIgnore] public Instant? Finished { get; init; }
}

/// <summary>How a file was read: set by the request, by the format's preset, or detected.</summary>
public sealed record DetectedFormat
{
    /// <summary>Name of the file, or of the entry of a zip.</summary>
    public required string File { get; init; }

    /// <summary>What its rows are: events, items, users or reviews.</summary>
    public string Table { get; init; } = "events";

    /// <summary>Shape of its objects, in a format that knows several.</summary>
    public string? Preset { get; init; }

    /// <summary>What parts the fields; null where that means nothing.</summary>
    public string? Separator { get; init; }

    /// <summary>Encoding of the text.</summary>
    public string? Encoding { get; init; }

    /// <summary>Whether the first row names the columns.</summary>
    public bool? Header { get; init; }

    /// <summary>What each column holds, in order.</summary>
    public IReadOnlyList<DetectedColumn> Columns { get; init; } = [];

    /// <summary>Format of times.</summary>
    public string? TimeFormat { get; init; }

    /// <summary>What names of behaviour mean.</summary>
    public IReadOnlyDictionary<string, string> Kinds { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>What a column holds.</summary>
/// <param name="Name">Its name in the source, or its number from 1.</param>
/// <param name="Field">The field of the log, such as <c>user_id</c>; <c>-</c> when it is read over.</param>
public sealed record DetectedColumn(string Name, string Field)
{
    /// <summary>All fields that a column can hold.</summary>
    public static IReadOnlyList<string> Fields { get; } = [.. Import.Fields.All.Where(name => Import.Fields.TryParse(name, out var field) && field != Import.Field.Ignored)];
}

/// <summary>How far an import is.</summary>
/// <param name="Stage"><c>read</c>, <c>merge</c> or <c>save</c>.</param>
/// <param name="Rows">Rows read so far.</param>
/// <param name="Bytes">Bytes of the files read so far, packed.</param>
/// <param name="TotalBytes">Bytes of all files, packed; 0 when unknown.</param>
public readonly record struct ImportProgress(string Stage, long Rows, long Bytes, long TotalBytes);
