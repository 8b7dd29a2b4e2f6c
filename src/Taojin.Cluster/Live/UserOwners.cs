using System.Collections.Concurrent;
using System.Text.Json;
using Taojin.Data;
using Taojin.Storage.Postgres;
using Taojin.Workflows.Serving.Owners;

namespace Taojin.Cluster.Live;

/// <summary>The partitions of a cluster as owners of users, for a server that asks them before an answer.</summary>
/// <remarks>An answer waits for a partition for <see cref="Patience"/> at most. One that did not answer is not asked again for <see cref="Pause"/>, so that answers go on at once while it moves.</remarks>
/// <param name="grains">The cluster.</param>
/// <param name="clock">Measures patience.</param>
public sealed class UserOwners(IGrainFactory grains, TimeProvider clock) : IUserOwners
{
    private readonly ConcurrentDictionary<int, long> _silent = [];

    /// <summary>So long an answer waits for a partition.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>So long a partition that did not answer is left alone.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public async Task<IReadOnlyList<OwnedEvent>?> SinceAsync(string userId, string seen) =>
        await AskedAsync(userId, partition => partition.Since(userId, seen)) is { Length: > 0 } told
            ? JsonSerializer.Deserialize<OwnedEvent[]>(told, PartitionJson.Options)
            : null;

    /// <inheritdoc />
    public async Task<float[]?> FeaturesAsync(string userId, IReadOnlyList<string> itemIds, Instant time) =>
        await AskedAsync(userId, partition => partition.Features(userId, [.. itemIds], time.Microseconds)) is { } bytes
            ? System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes).ToArray()
            : null;

    private async Task<byte[]?> AskedAsync(string userId, Func<IPartition, Task<byte[]>> call)
    {
        var part = UserPart.Of(userId);
        if (_silent.TryGetValue(part, out var since) && clock.GetElapsedTime(since) < Pause)
            return null;
        try
        {
            var answer = await call(grains.GetGrain<IPartition>(part)).WaitAsync(Patience, clock).ConfigureAwait(false);
            _silent.TryRemove(part, out _);
            return answer;
        }
        catch (Exception fault) when (fault is SiloUnavailableException or OrleansMessageRejectionException or TimeoutException or OperationCanceledException or InvalidOperationException or ObjectDisposedException)
        {
            _silent[part] = clock.GetTimestamp();
            return null;
        }
    }
}

/// <summary>How partitions write events.</summary>
internal static class PartitionJson
{
    public static JsonSerializerOptions Options { get; } = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };
}
