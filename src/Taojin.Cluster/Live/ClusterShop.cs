using System.Runtime.InteropServices;
using System.Text.Json;
using Taojin.Cluster.Membership;
using Taojin.Data;
using Taojin.Storage;
using Taojin.Storage.Postgres;

namespace Taojin.Cluster.Live;

/// <summary>The live state of a shop that several processes keep: any of them takes events, the one that owns a user knows that user's state.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="nodes">Who is in it.</param>
/// <param name="options">What users are called in the log.</param>
/// <param name="clock">Measures patience.</param>
public sealed class ClusterShop(IGrainFactory grains, NodeList nodes, ClusterOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private int _turn;

    /// <summary>Writes events down through some node; when that fails they are sent again through another, and events with an id are there once all the same.</summary>
    /// <param name="events">The events, each with an id.</param>
    /// <param name="patience">How long to try.</param>
    /// <param name="triedAgain">Is told of each try that failed.</param>
    /// <returns>What became of each.</returns>
    /// <exception cref="TaojinException">cluster.unavailable: no node answered in time; send them again later.</exception>
    public async Task<EventState[]> AppendAsync(IReadOnlyList<NewEvent> events, TimeSpan patience, Action? triedAgain = null)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(events, Snake.Json);
        return await TriedAsync(() => grains.GetGrain<IEntry>(Some()).Append(bytes), patience, triedAgain) is var states ? [.. states.Select(state => (EventState)state)] : [];
    }

    /// <summary>Features of a user and some items at a moment, after every event acknowledged before the call: the columns whose scope is the user.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="itemIds">The items.</param>
    /// <param name="asked">The moment, and how long to try.</param>
    /// <param name="triedAgain">Is told of each try that failed.</param>
    /// <returns>Shape [items × columns].</returns>
    /// <exception cref="TaojinException">cluster.unavailable: the user's partition did not answer in time.</exception>
    public async Task<float[]> FeaturesAsync(string userId, string[] itemIds, (Instant Time, TimeSpan Patience) asked, Action? triedAgain = null)
    {
        userId = options.Names.Of(userId);
        var partition = grains.GetGrain<IPartition>(UserPart.Of(userId));
        return MemoryMarshal.Cast<byte, float>(await TriedAsync(() => partition.Features(userId, itemIds, asked.Time.Microseconds), asked.Patience, triedAgain)).ToArray();
    }

    /// <summary>What a partition holds, after every event acknowledged before the call.</summary>
    /// <exception cref="TaojinException">cluster.unavailable.</exception>
    public async Task<PartitionFigures> FiguresAsync(int part, TimeSpan patience)
    {
        var (node, users, events, rebuilt) = await TriedAsync(() => grains.GetGrain<IPartition>(part).Figures(), patience);
        return new(node, users, events, rebuilt);
    }

    private string Some() => nodes.Shops() is { Length: > 0 } there ? there[(Interlocked.Increment(ref _turn) & int.MaxValue) % there.Length] : throw new SiloUnavailableException("The cluster has no node.");

    private async Task<T> TriedAsync<T>(Func<Task<T>> call, TimeSpan patience, Action? triedAgain = null)
    {
        using var pause = new PeriodicTimer(Pause, clock);
        for (var start = clock.GetTimestamp(); ; await pause.WaitForNextTickAsync())
        {
            try
            {
                return await call();
            }
            catch (Exception fault) when (fault is SiloUnavailableException or OrleansMessageRejectionException or TimeoutException or OperationCanceledException)
            {
                // Nobody cancels these calls: Orleans says it of a message that grew old before its partition had a place.
                triedAgain?.Invoke();
                if (clock.GetElapsedTime(start) > patience)
                    throw new TaojinException("cluster.unavailable", $"The cluster did not answer within {patience.TotalSeconds:0.#} s: {fault.Message}", "Send it again in a while; events with an id are there once however often they are sent.", fault);
            }
        }
    }
}
