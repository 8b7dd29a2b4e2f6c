using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Import;

namespace Taojin.Storage.Live;

/// <summary>
/// The way of live events: judged, gathered into a group, written and flushed once for all who wait in it, told to who follows, acknowledged.
/// While one group is flushed the next one gathers, so that the more callers there are the more share a flush.
/// </summary>
internal sealed class LiveLog : ILiveLog
{
    private const int MostGathered = 16 << 20;
    private readonly LogDatabase _database;
    private readonly Journal _journal;
    private readonly TimeProvider _clock;
    private readonly Lock _turn = new(), _loading = new();
    private readonly AutoResetEvent _wake = new(false);
    private LiveGroup _gathering = new() { Bytes = new() };
    private LiveGroup? _writing;
    private GroupBuffer _spare = new();
    private LiveIdentity? _known;
    private IdempotencyKeys? _keys;
    private Thread? _writer;
    private bool _isClosed;

    public LiveLog(LogDatabase database, Journal journal, TimeProvider clock) => (_database, _journal, _clock) = (database, journal, clock);

    /// <summary>Is told of the events of each group, in the order of the log, when they are durable and before anybody hears so.</summary>
    public Action<IReadOnlyList<NewEvent>>? Follower { get; set; }

    /// <summary>Takes events; the task ends when they are durable.</summary>
    /// <param name="events">The events.</param>
    /// <param name="plausible">The earliest and the latest time, in microseconds.</param>
    /// <param name="key">Lets a repeated call find its earlier answer; null for none.</param>
    /// <param name="isOwn">Whether the program made them itself, under ids that it gives once.</param>
    public Task<AppendResult> Append(IReadOnlyList<NewEvent> events, (long, long) plausible, IdempotencyKey? key, bool isOwn)
    {
        Load();
        var statuses = new EventStatus[events.Count];
        for (var place = 0; place < statuses.Length; place++)
            if (EventFault.Of(events[place], plausible) is { } code)
                statuses[place] = new(EventState.Rejected, code, RejectCodes.HintOf(code));
        var held = isOwn ? null : Held(events);
        lock (_turn)
        {
            if (key is not null && _keys!.TryFind(key, Now, out var earlier))
                return earlier;
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (!isOwn && _writing is { } writing && IsAnyKnown(events, statuses) && writing.HasAnyOf(events))
                return AppendAfter(writing, events, plausible, key);
            _known!.Sweep(Now);
            if (_gathering.Bytes.Length > MostGathered)
                throw new TaojinException("storage.busy", "More events wait to be written than the disk takes.", "Send them again in a second.");
            for (var place = 0; place < statuses.Length; place++)
                if (statuses[place].State != EventState.Rejected)
                    statuses[place] = Take(events[place], held) ? new(EventState.Accepted) : new(EventState.Duplicate);
            var answer = Answer(statuses, Written(key, statuses));
            if (key is not null)
                _keys!.Keep(key, answer, Now);
            return answer;
        }
    }

    /// <summary>Events are judged when it is known whether those of the same ids, which are being written just now, were kept.</summary>
    private async Task<AppendResult> AppendAfter(LiveGroup writing, IReadOnlyList<NewEvent> events, (long, long) plausible, IdempotencyKey? key)
    {
        await Task.WhenAny(writing.Done).ConfigureAwait(false); // it may fail: then they are new
        return await Append(events, plausible, key, isOwn: false).ConfigureAwait(false);
    }

    private bool IsAnyKnown(IReadOnlyList<NewEvent> events, EventStatus[] statuses)
    {
        for (var place = 0; place < statuses.Length; place++)
            if (statuses[place].State != EventState.Rejected && events[place].EventId is { Length: > 0 } id && _known!.Has(id))
                return true;
        return false;
    }

    /// <summary>Takes a list that was not shown; the task ends when it is durable.</summary>
    public Task Append(ShadowList list)
    {
        Load();
        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            JournalRecords.Write(_gathering.Bytes, list);
            _wake.Set();
            return _gathering.Done;
        }
    }

    /// <summary>Takes note of what an import brought.</summary>
    /// <param name="import">Number of the import.</param>
    /// <returns>Ends when no event is on its way any more that was judged without it.</returns>
    public Task Learn(int import)
    {
        lock (_loading)
        {
            if (_known is null)
                return Task.CompletedTask;
            var ids = LiveIdentity.OfImport(_database, import, _known.From);
            lock (_turn)
            {
                foreach (var (id, time) in ids)
                    _known.TryAdd(id, time);
                return _gathering.Bytes.Length > 0 ? _gathering.Done : _writing?.Done ?? Task.CompletedTask;
            }
        }
    }

    /// <inheritdoc />
    public void Drained()
    {
        lock (_turn)
            _known?.Drained();
    }

    /// <summary>Writes what waits, and ends.</summary>
    public void Dispose()
    {
        lock (_turn)
            _isClosed = true;
        _wake.Set();
        _writer?.Join();
        _wake.Dispose();
    }

    private Instant Now => Instant.Of(_clock.GetUtcNow());

    private void Load()
    {
        if (Volatile.Read(ref _writer) is not null)
            return;
        using var snapshot = _database.Duplicate();
        lock (_loading)
        {
            if (_writer is not null)
                return;
            (_known, _keys) = (LiveIdentity.Load(snapshot, Now), IdempotencyKeys.Load(snapshot, Now));
            var writer = new Thread(WriteGroups) { IsBackground = true, Name = "journal" };
            writer.Start();
            Volatile.Write(ref _writer, writer);
        }
    }

    /// <summary>Which of the events that cannot be known here the log holds.</summary>
    private HashSet<string> Held(IReadOnlyList<NewEvent> events)
    {
        List<string>? asked = null;
        foreach (var happened in events)
            if (_known!.MustLookUp(happened))
                (asked ??= []).Add(happened.EventId!);
        if (asked is null)
            return [];
        using var snapshot = _database.Duplicate();
        return LiveIdentity.Held(snapshot, asked);
    }

    /// <param name="happened">The event.</param>
    /// <param name="held">Ids that the log holds; null for events of the program's own.</param>
    private bool Take(NewEvent happened, HashSet<string>? held)
    {
        if (happened.EventId is { Length: > 0 } id)
        {
            if (held is null)
                _known!.AddShown(id);
            else if (held.Contains(id) || !_known!.TryAdd(id, Now))
                return false;
        }
        JournalRecords.Write(_gathering.Bytes, happened);
        _gathering.Events.Add(happened);
        return true;
    }

    /// <summary>When the call's events are durable: its own and, of its duplicates, those that are still on their way.</summary>
    private Task Written(IdempotencyKey? key, EventStatus[] statuses)
    {
        if (key is not null)
        {
            _gathering.Bytes.Byte(JournalRecords.Answer);
            _gathering.Bytes.Text(key.Key);
            _gathering.Bytes.Text(key.Body);
            _gathering.Bytes.Text(IdempotencyKeys.Write(statuses));
            _gathering.Bytes.Int64(Now.Microseconds);
            _gathering.Keys.Add(key.Key);
        }
        if (_gathering.Bytes.Length == 0)
            return _writing?.Done ?? Task.CompletedTask;
        _wake.Set();
        return _gathering.Done;
    }

    private static async Task<AppendResult> Answer(EventStatus[] statuses, Task done)
    {
        await done.ConfigureAwait(false);
        return new(statuses);
    }

    private void WriteGroups()
    {
        while (true)
        {
            lock (_turn)
            {
                _writing = null;
                if (_gathering.Bytes.Length > 0)
                    (_writing, _gathering) = (_gathering, new() { Bytes = _spare });
                else if (_isClosed)
                    return;
            }
            if (_writing is null)
                _wake.WaitOne();
            else
                Write(_writing);
        }
    }

    private void Write(LiveGroup group)
    {
        try
        {
            _journal.Append(group.Bytes);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Undo(group);
            group.Fail(new TaojinException("storage.full", $"Live events could not be written: {fault.Message}", "Nothing of this call was kept. Make room on the disk and send it again; answers go on.", fault));
            Recycle(group);
            return;
        }
        try
        {
            Follower?.Invoke(group.Events);
        }
        finally
        {
            Recycle(group);
            group.Complete();
        }
    }

    private void Recycle(LiveGroup group)
    {
        group.Bytes.Clear();
        _spare = group.Bytes;
    }

    private void Undo(LiveGroup group)
    {
        lock (_turn)
        {
            foreach (var happened in group.Events)
                if (happened.EventId is { Length: > 0 } id)
                    _known!.Remove(id);
            foreach (var key in group.Keys)
                _keys!.Forget(key);
        }
    }
}
