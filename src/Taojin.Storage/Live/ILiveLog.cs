namespace Taojin.Storage.Live;

/// <summary>The way of live events until they are durable: through the journal of a workspace, or into the PostgreSQL that it is a snapshot of.</summary>
internal interface ILiveLog : IDisposable
{
    /// <summary>Is told of events in the order of the log, when they are durable and before anybody hears so. On one thread at a time.</summary>
    Action<IReadOnlyList<NewEvent>>? Follower { get; set; }

    /// <summary>Takes events; the task ends when they are durable.</summary>
    /// <param name="events">The events.</param>
    /// <param name="plausible">The earliest and the latest time, in microseconds.</param>
    /// <param name="key">Lets a repeated call find its earlier answer; null for none.</param>
    /// <param name="isOwn">Whether the program made them itself, under ids that it gives once: they need not be compared with what is there.</param>
    Task<AppendResult> Append(IReadOnlyList<NewEvent> events, (long Earliest, long Latest) plausible, IdempotencyKey? key, bool isOwn);

    /// <summary>Takes a list that was not shown; the task ends when it is durable.</summary>
    Task Append(ShadowList list);

    /// <summary>Takes note of what an import brought.</summary>
    /// <param name="import">Number of the import.</param>
    /// <returns>Ends when no event is on its way any more that was judged without it.</returns>
    Task Learn(int import);

    /// <summary>Takes note that the log holds all that was durable a moment ago.</summary>
    void Drained();
}
