using Npgsql;
using Taojin.Storage.Import;
using Taojin.Storage.Live;

namespace Taojin.Storage.Postgres;

/// <summary>The events of several calls that share a transaction.</summary>
internal sealed class LiveGroup
{
    private readonly LogIds _ids = new();
    private readonly List<EventBatch> _batches = [];
    private readonly List<(EventStatus[] Statuses, int Place)> _places = [];

    /// <summary>Checks the events; of those of one id the first counts.</summary>
    public LiveGroup(IReadOnlyList<PostgresAppends.Call> calls)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var call in calls)
        {
            for (var place = 0; place < call.Events.Count; place++)
            {
                var happened = call.Events[place];
                call.Statuses[place] = LiveAppend.FaultOf(happened, call.Plausible) is { } code ? new(EventState.Rejected, code, RejectCodes.HintOf(code))
                    : happened.EventId is { } id && !named.Add(id) ? new(EventState.Duplicate)
                    : new(EventState.Accepted);
                if (call.Statuses[place].State == EventState.Accepted)
                    Add(happened, (call.Statuses, place));
            }
        }
    }

    /// <summary>Number of events to write.</summary>
    public int Count => _places.Count;

    /// <summary>Users of the events.</summary>
    public IEnumerable<string> UserIds => Enumerable.Range(0, _ids.Users.Count).Select(_ids.Users.TextOf);

    /// <summary>Items of the events.</summary>
    public IEnumerable<string> ItemIds => Enumerable.Range(0, _ids.Items.Count).Select(_ids.Items.TextOf);

    /// <summary>Writes them beside the log, numbered by their places.</summary>
    public void Write(NpgsqlConnection connection)
    {
        foreach (var batch in _batches)
        {
            var core = batch.Spread();
            Copy(connection, ("live_events", true), core, batch.Count);
            if (batch.DetailCount > 0)
                Copy(connection, ("live_details", false), batch.Details, batch.DetailCount);
        }
    }

    /// <summary>Says of the events at the given places that the log holds them already.</summary>
    public void Settle(IReadOnlyList<long> known)
    {
        foreach (var number in known)
            _places[(int)number].Statuses[_places[(int)number].Place] = new(EventState.Duplicate);
    }

    private void Add(NewEvent happened, (EventStatus[] Statuses, int Place) place)
    {
        if (_batches.Count == 0 || _batches[^1].Count == EventBatch.Capacity)
        {
            _batches.Add(new());
            _batches[^1].Begin(_places.Count, 0);
        }
        LiveAppend.Add(_batches[^1], happened, _ids);
        _places.Add(place);
    }

    private void Copy(NpgsqlConnection connection, (string, bool) table, IReadOnlyList<Database.Column> columns, int count)
    {
        using var rows = new CopyTable(connection, table, columns, _ids);
        rows.Append(columns, count);
        rows.Complete();
    }
}
