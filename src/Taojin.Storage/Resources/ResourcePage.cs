namespace Taojin.Storage.Resources;

/// <summary>Some rows of a table, and where the next ones begin.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Next">Ask with it for the rows behind these; null when there are none.</param>
public sealed record ResourcePage<T>(IReadOnlyList<T> Rows, string? Next);

/// <summary>What became of something that was to be removed.</summary>
public enum Removal
{
    /// <summary>There was no such thing.</summary>
    Unknown,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>Events, reviews or feedback refer to it: it is kept, and no longer shown.</summary>
    Hidden,
}
