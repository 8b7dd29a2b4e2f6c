using Taojin.Storage.Feeds;

namespace Taojin.Storage;

/// <summary>Where data come from by themselves.</summary>
public sealed record FeedSettings
{
    /// <summary>A folder whose files are imported while the server runs; relative to the workspace; empty: none.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Days that files of the folder stand in <c>done/</c> and <c>aside/</c> after they were taken; 0: for ever. Under pseudonyms imported ones go at once.</summary>
    public int KeepDays { get; init; } = 30;

    /// <summary>Tables that are pulled while the server runs.</summary>
    public IReadOnlyList<PullSettings> Pulls { get; init; } = [];
}
