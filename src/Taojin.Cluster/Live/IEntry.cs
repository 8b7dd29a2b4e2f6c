using System.Text.Json;
using Orleans.Concurrency;
using Taojin.Cluster.Placement;
using Taojin.Storage;
using Taojin.Storage.Postgres;

namespace Taojin.Cluster.Live;

/// <summary>The door of one process: events go through any of them. The key is the process's address.</summary>
[Alias("taojin.entry")]
internal interface IEntry : IGrainWithStringKey
{
    /// <summary>Writes events down; they are durable when it answers.</summary>
    /// <param name="events">Events as JSON.</param>
    /// <returns>What became of each, <see cref="EventState"/> as bytes.</returns>
    [ResponseTimeout("00:00:05")]
    Task<byte[]> Append([Immutable] byte[] events);
}

/// <inheritdoc cref="IEntry" />
[OnNode, Reentrant]
internal sealed class Entry(PartitionedLog log) : Grain, IEntry
{
    public async Task<byte[]> Append(byte[] events) =>
        [.. (await log.AppendAsync(JsonSerializer.Deserialize<NewEvent[]>(events, Snake.Json)!)).Statuses.Select(status => (byte)status.State)];
}
