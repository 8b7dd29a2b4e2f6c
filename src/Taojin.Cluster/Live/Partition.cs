using System.Runtime.InteropServices;
using System.Text.Json;
using Taojin.Cluster.Membership;
using Taojin.Cluster.Placement;
using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Storage.Postgres;

namespace Taojin.Cluster.Live;

/// <inheritdoc cref="IPartition" />
/// <remarks>It reads its tail of the log before each answer, so an answer is never older than the last acknowledged event, whichever process took that.</remarks>
[Spread]
internal sealed class Partition(PartitionedLog log, NodeList nodes, ClusterOptions options) : Grain, IPartition
{
    private static readonly FeatureSettings Settings = new();
    private PartitionState _state = new(Settings);
    private string? _seen;
    private long _kept;
    private int _rebuilt;
    private bool _isTaken;

    private int Part => (int)this.GetPrimaryKeyLong();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => KeepAsync();

    public async Task<byte[]> Features(string userId, string[] itemIds, long time)
    {
        await CatchUpAsync();
        var unknown = await log.CategoriesOfAsync(_state.NewItems([.. itemIds.Select(item => new PartEvent(userId, item, EventKind.View, default))]));
        var (rows, columns) = (new float[itemIds.Length * _state.Columns.Count], _state.Columns.Count);
        for (var item = 0; item < itemIds.Length; item++)
            _state.Read(userId, (itemIds[item], unknown.GetValueOrDefault(itemIds[item])), new(time), rows.AsSpan(item * columns, columns));
        return MemoryMarshal.AsBytes(rows.AsSpan()).ToArray();
    }

    public async Task<byte[]> Since(string userId, string seen)
    {
        await CatchUpAsync();
        return _state.Since(userId, LogCursor.Parse(seen)) is { } events ? JsonSerializer.SerializeToUtf8Bytes(events, PartitionJson.Options) : [];
    }

    public async Task<(string Node, int Users, long Events, int Rebuilt)> Figures()
    {
        await CatchUpAsync();
        return (nodes.Self, _state.Users, _state.Events, _rebuilt);
    }

    private async Task CatchUpAsync()
    {
        if (!_isTaken)
            await TakeAsync(); // in a call and not before it, so that a fault of the store is told as any other
        await FoldAsync();
        if (Spread.OwnerOf(Part, nodes.Shops()) != nodes.Self)
            DeactivateOnIdle(); // a node came or came back, and this partition is its
    }

    /// <summary>Goes on from what was kept last, or from the beginning when that is damaged or of another make.</summary>
    private async Task TakeAsync()
    {
        if (await log.StateOfAsync(Part) is { } kept && PartitionState.Restore(kept.State, Settings) is { } state)
            (_state, _seen, _kept) = (state, kept.Seen, state.Events);
        _isTaken = true;
    }

    private async Task FoldAsync()
    {
        var (events, seen, isTakenBack) = await log.ReadAsync(Part, _seen);
        if (isTakenBack || !await TryFoldAsync(events))
            seen = await BuildAnewAsync();
        _seen = seen;
        if (isTakenBack || _state.Events - _kept >= options.EventsPerSnapshot)
            await KeepAsync();
    }

    private async Task<string> BuildAnewAsync()
    {
        (_state, _rebuilt) = (new(Settings), _rebuilt + 1);
        var (events, seen, _) = await log.ReadAsync(Part, null);
        return await TryFoldAsync(events) ? seen : throw new InvalidOperationException($"Events of partition {Part} do not come in order of time.");
    }

    private async Task<bool> TryFoldAsync(IReadOnlyList<PartEvent> events) => _state.TryObserve(events, await log.CategoriesOfAsync(_state.NewItems(events)));

    private async Task KeepAsync()
    {
        if (_seen is null || _state.Events == _kept)
            return;
        await log.KeepStateAsync(Part, _seen, _state.ToArray());
        _kept = _state.Events;
    }
}
