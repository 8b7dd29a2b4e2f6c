namespace Taojin.Storage.Live;

/// <summary>Calls whose events are written and flushed together.</summary>
internal sealed class LiveGroup
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is written.</summary>
    public required GroupBuffer Bytes { get; init; }

    /// <summary>Events that are written, in order.</summary>
    public List<NewEvent> Events { get; } = [];

    /// <summary>Idempotency keys that are written.</summary>
    public List<string> Keys { get; } = [];

    /// <summary>Ends when all of it is durable and told to who follows; fails when none of it was kept.</summary>
    public Task Done => _done.Task;

    /// <summary>Whether it holds an event with the id of one of these.</summary>
    public bool HasAnyOf(IReadOnlyList<NewEvent> events)
    {
        var ids = events.Select(each => each.EventId).Where(id => id is { Length: > 0 }).ToHashSet(StringComparer.Ordinal);
        return Events.Any(each => each.EventId is not null && ids.Contains(each.EventId));
    }

    public void Complete() => _done.SetResult();

    public void Fail(Exception why)
    {
        _done.SetException(why);
        _ = _done.Task.Exception; // seen, also when every caller has gone
    }
}
