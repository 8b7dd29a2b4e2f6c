using System.Text;
using System.Text.Json;
using Npgsql;
using Taojin.Storage.Import;
using Taojin.Storage.Live;
using Taojin.Storage.Privacy;

namespace Taojin.Storage.Postgres;

/// <summary>What several calls bring that share a transaction.</summary>
internal sealed class PostgresGroup
{
    private readonly LogIds _ids = new();
    private readonly List<EventBatch> _batches = [];
    private readonly List<(EventStatus[] Statuses, int Place, NewEvent Event)> _places = [];
    private readonly IReadOnlyList<PostgresCall> _calls;
    private readonly Pseudonyms _names;

    /// <summary>Checks the events; of those of one id the first counts.</summary>
    /// <param name="calls">What came.</param>
    /// <param name="names">Names of users in the store: a call may have waited for a rotation.</param>
    public PostgresGroup(IReadOnlyList<PostgresCall> calls, Pseudonyms names)
    {
        (_calls, _names) = (calls, names);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var call in calls)
        {
            var statuses = new EventStatus[call.Events.Count];
            for (var place = 0; place < statuses.Length; place++)
            {
                var happened = call.Events[place];
                statuses[place] = FaultOf(happened, call.Plausible) is { } code ? new(EventState.Rejected, code, RejectCodes.HintOf(code))
                    : happened.EventId is { Length: > 0 } id && !named.Add(id) ? new(EventState.Duplicate)
                    : new(EventState.Accepted);
                if (statuses[place].State == EventState.Accepted)
                    Add(happened, (statuses, place));
            }
            call.Answer = new(statuses);
        }
    }

    /// <summary>Number of events to write.</summary>
    public int Count => _places.Count;

    /// <summary>Users of the events.</summary>
    public IEnumerable<string> UserIds => Enumerable.Range(0, _ids.Users.Count).Select(_ids.Users.TextOf);

    /// <summary>Items of the events.</summary>
    public IEnumerable<string> ItemIds => Enumerable.Range(0, _ids.Items.Count).Select(_ids.Items.TextOf);

    /// <summary>The events that are new, in order.</summary>
    public IReadOnlyList<NewEvent> Events => [.. _places.Where(each => each.Statuses[each.Place].State == EventState.Accepted).Select(each => each.Event)];

    /// <summary>Writes the events beside the log, numbered by their places.</summary>
    public void Write(NpgsqlConnection connection)
    {
        foreach (var batch in _batches)
        {
            Copy(connection, ("live_events", true), batch.Spread(), batch.Count);
            if (batch.DetailCount > 0)
                Copy(connection, ("live_details", false), batch.Details, batch.DetailCount);
        }
    }

    /// <summary>Says of the event at a place that the log holds it already.</summary>
    public void IsKnown(long place) => _places[(int)place].Statuses[_places[(int)place].Place] = new(EventState.Duplicate);

    /// <summary>Writes down what is beside the events: answers to calls with a key, and lists that were not shown.</summary>
    public void Answer(NpgsqlConnection connection)
    {
        foreach (var call in _calls)
        {
            if (call.Key is { } key)
            {
                using var answer = connection.Sql("idempotency_keys_settle", ("key", key.Key), ("answer", IdempotencyKeys.Write([.. call.Answer.Statuses])));
                answer.ExecuteNonQuery();
            }
            if (call.Shadow is not { } list)
                continue;
            using var add = connection.Sql(
                "shadow_lists_add", ("request_id", list.RequestId), ("user_id", _names.Of(list.UserId)), ("time", list.Time.Microseconds), ("placement", list.Placement),
                ("items", JsonSerializer.Serialize(list.Items, Snake.Json)));
            add.ExecuteNonQuery();
        }
    }

    private static string? FaultOf(NewEvent happened, (long, long) plausible) => EventFault.Of(happened, plausible)
        ?? (Texts(happened).Any(text => text?.Contains('\0', StringComparison.Ordinal) == true) ? RejectCodes.TextInvalid : null); // PostgreSQL keeps any character but that one

    private static string?[] Texts(NewEvent happened) =>
    [
        happened.EventId, happened.UserId, happened.ItemId, happened.SessionId, happened.OrderId, happened.Line, happened.Currency, happened.Variant, happened.Query, happened.Reason,
        happened.Channel, happened.CampaignId, happened.RequestId, happened.Model, happened.Placement, happened.Arm,
    ];

    private void Add(NewEvent happened, (EventStatus[] Statuses, int Place) place)
    {
        if (_batches.Count == 0 || _batches[^1].Count == EventBatch.Capacity)
        {
            _batches.Add(new());
            _batches[^1].Begin(_places.Count, 0);
        }
        var row = Row(happened);
        _batches[^1].Add(row, _ids.Users.Add(_names.Of(happened.UserId)), string.IsNullOrEmpty(happened.ItemId) ? -1 : _ids.Items.Add(happened.ItemId));
        _places.Add((place.Statuses, place.Place, happened));
    }

    private static EventRow Row(NewEvent happened) => new()
    {
        Kind = happened.Kind,
        Time = happened.Time.Microseconds,
        Price = happened.Price ?? float.NaN,
        Quantity = happened.Quantity ?? float.NaN,
        EventId = Bytes(happened.EventId),
        SessionId = Bytes(happened.SessionId),
        OrderId = Bytes(happened.OrderId),
        Line = Bytes(happened.Line),
        Currency = Bytes(happened.Currency),
        Value = happened.Value ?? float.NaN,
        Variant = Bytes(happened.Variant),
        Query = Bytes(happened.Query),
        Reason = Bytes(happened.Reason),
        Channel = Bytes(happened.Channel),
        CampaignId = Bytes(happened.CampaignId),
        RequestId = Bytes(happened.RequestId),
        Position = happened.Position ?? -1,
        Model = Bytes(happened.Model),
        Placement = Bytes(happened.Placement),
        Arm = Bytes(happened.Arm),
        Propensity = happened.Propensity ?? float.NaN,
        IsDetailed = Texts(happened with { UserId = "", ItemId = null }).Any(text => !string.IsNullOrEmpty(text)) || (happened.Value ?? happened.Propensity ?? happened.Position) is not null,
    };

    private static byte[] Bytes(string? text) => text is null ? [] : Encoding.UTF8.GetBytes(text);

    private void Copy(NpgsqlConnection connection, (string, bool) table, IReadOnlyList<Database.Column> columns, int count)
    {
        using var rows = new CopyTable(connection, table, columns, _ids);
        rows.Append(columns, count);
        rows.Complete();
    }
}
