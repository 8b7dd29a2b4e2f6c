namespace Taojin.Cluster.Live;

/// <summary>Live state of a partition of users, kept by one process of the cluster at a time. The key is the partition.</summary>
[Alias("taojin.partition")]
internal interface IPartition : IGrainWithIntegerKey
{
    /// <summary>Features of a user and some items at a moment, after every event that was acknowledged before the call.</summary>
    /// <returns>As bytes of floats, shape [items × columns].</returns>
    [ResponseTimeout("00:00:05")]
    Task<byte[]> Features(string userId, [Immutable] string[] itemIds, long time);

    /// <summary>What it holds, after every event that was acknowledged before the call.</summary>
    [ResponseTimeout("00:00:05")]
    Task<PartitionFigures> Figures();
}

/// <summary>What a partition holds.</summary>
/// <param name="Node">The process that keeps it.</param>
/// <param name="Users">Users with events.</param>
/// <param name="Events">Events folded.</param>
/// <param name="Rebuilt">How often it was built anew from the log since it came to this process.</param>
[GenerateSerializer, Immutable, Alias("taojin.partition-figures")]
public sealed record PartitionFigures([property: Id(0)] string Node, [property: Id(1)] int Users, [property: Id(2)] long Events, [property: Id(3)] int Rebuilt);
