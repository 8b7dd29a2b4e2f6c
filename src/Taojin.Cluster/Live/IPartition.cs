namespace Taojin.Cluster.Live;

/// <summary>Live state of a partition of users, kept by one process of the cluster at a time. The key is the partition.</summary>
[Alias("taojin.partition")]
internal interface IPartition : IGrainWithIntegerKey
{
    /// <summary>Features of a user and some items at a moment, after every event that was acknowledged before the call.</summary>
    /// <returns>As bytes of floats, shape [items × columns].</returns>
    [ResponseTimeout("00:00:05")]
    Task<byte[]> Features(string userId, [Immutable] string[] itemIds, long time);

    /// <summary>What a user did that a copy of the log has not seen, after every event that was acknowledged before the call.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="seen">What the copy has seen, as <see cref="Storage.Postgres.LogCursor"/> reads it.</param>
    /// <returns>Events as JSON; empty when some of them may be forgotten.</returns>
    [ResponseTimeout("00:00:05")]
    Task<byte[]> Since(string userId, string seen);

    /// <summary>What it holds, after every event that was acknowledged before the call.</summary>
    /// <returns>The process that keeps it, users, events, and how often it was built anew.</returns>
    [ResponseTimeout("00:00:05")]
    Task<(string Node, int Users, long Events, int Rebuilt)> Figures();
}

/// <summary>What a partition holds.</summary>
/// <param name="Node">The process that keeps it.</param>
/// <param name="Users">Users with events.</param>
/// <param name="Events">Events folded.</param>
/// <param name="Rebuilt">How often it was built anew from the log since it came to this process.</param>
public sealed record PartitionFigures(string Node, int Users, long Events, int Rebuilt);
