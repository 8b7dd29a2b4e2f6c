using Taojin.Storage.Database;

namespace Taojin.Storage.Import;

/// <summary>Writes batches of events into a pair of tables: the log itself, or the staging tables of the same shape.</summary>
internal sealed class EventTables(ITables tables, string events, string details) : IDisposable
{
    private IRowAppender? _events;
    private IRowAppender? _details;

    /// <summary>Number of events with details that were written.</summary>
    public long Detailed { get; private set; }

    /// <summary>Writes a batch.</summary>
    public void Write(EventBatch batch)
    {
        var core = batch.Spread();
        _events ??= tables.Appender(events, core);
        _events.Append(core, batch.Count);
        if (batch.DetailCount == 0)
            return;
        _details ??= tables.Appender(details, batch.Details);
        _details.Append(batch.Details, batch.DetailCount);
        Detailed += batch.DetailCount;
    }

    /// <summary>Hands over what was written.</summary>
    public void Complete()
    {
        _events?.Complete();
        _details?.Complete();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _events?.Dispose();
        _details?.Dispose();
    }
}
