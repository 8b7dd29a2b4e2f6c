using System.Runtime.InteropServices;
using System.Text.Json;
using Taojin.Cluster.Membership;
using Taojin.Cluster.Placement;
using Taojin.Storage.Postgres;

namespace Taojin.Cluster.Live;

/// <inheritdoc cref="IPartition" />
/// <remarks>It reads its tail of the log before each answer, so an answer is never older than the last acknowledged event, whichever process took that.</remarks>
[Spread]
internal sealed class Partition(PartitionedLog log, NodeList nodes, ClusterOptions options) : Grain, IPartition
{
    private PartitionTail? _tail;

    private int Part => (int)this.GetPrimaryKeyLong();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _tail?.KeepAsync() ?? Task.CompletedTask;

    public async Task<byte[]> Features(string userId, string[] itemIds, long time) => MemoryMarshal.AsBytes((await (await CaughtUpAsync()).FeaturesAsync(userId, itemIds, new(time))).AsSpan()).ToArray();

    public async Task<byte[]> Since(string userId, string seen) =>
        (await CaughtUpAsync()).State.Since(userId, LogCursor.Parse(seen)) is { } events ? JsonSerializer.SerializeToUtf8Bytes(events, PartitionJson.Options) : [];

    public async Task<(string Node, int Users, long Events, int Rebuilt)> Figures()
    {
        var tail = await CaughtUpAsync();
        return (nodes.Self, tail.State.Users, tail.State.Events, tail.Rebuilt);
    }

    private async Task<PartitionTail> CaughtUpAsync()
    {
        _tail ??= new(Part, log, options.EventsPerSnapshot);
        await _tail.CatchUpAsync(); // in a call and not before it, so that a fault of the store is told as any other
        if (Spread.OwnerOf(Part, nodes.Shops()) != nodes.Self)
            DeactivateOnIdle(); // a node came or came back, and this partition is its
        return _tail;
    }
}
