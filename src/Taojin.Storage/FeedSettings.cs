namespace Taojin.Storage;

/// <summary>Where data come from by themselves.</summary>
public sealed record FeedSettings
{
    /// <summary>A folder whose files are imported while the server runs; relative to the workspace; empty: none.</summary>
    public string Folder { get; init; } = "";
}
